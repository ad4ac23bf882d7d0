"""The project's own settings, in development and with bases that belong to the tests."""

import os
import tempfile
from pathlib import Path

os.environ["NEWSROOM_ENVIRONMENT"] = "development"
os.environ["NEWSROOM_SECRET_KEY"] = "tests-" + "0123456789abcdef" * 4
for name in (
    "NEWSROOM_DEBUG",
    "NEWSROOM_HOSTS",
    "NEWSROOM_TIME_ZONE",
    "NEWSROOM_NAME",
    "NEWSROOM_TAG",
):
    os.environ.pop(name, None)

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import DATABASES  # noqa: E402

if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    # A file, as in life: a base in memory locks tables in ways that a file does not.
    folder = Path(tempfile.gettempdir()) / f"newsroom-tests-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": folder / f"{os.getpid()}.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
