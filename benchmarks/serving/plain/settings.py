"""What `startproject` writes, for production, with the base as Newsroom has it."""

import os
from pathlib import Path

from benchmarks.serving import usual_settings
from benchmarks.serving.usual_settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.serving.plain.urls"
STATIC_URL = "static/"
INSTALLED_APPS = [*usual_settings.INSTALLED_APPS, "benchmarks.serving.plain"]
TEMPLATES = usual_settings.templates(Path(__file__).resolve().parent / "templates")
DATABASES = usual_settings.databases(os.environ["PLAIN_DATABASE"])
