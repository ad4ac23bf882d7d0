"""The settings of production, with the static files in a folder of the run."""

import os
from pathlib import Path

from newsroom.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["SERVING_STATIC"])
