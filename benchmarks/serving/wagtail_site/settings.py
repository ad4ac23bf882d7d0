"""What `wagtail start` writes, for production, with the base as Newsroom has it."""

import os
from pathlib import Path

from benchmarks.serving import usual_settings
from benchmarks.serving.usual_settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.serving.wagtail_site.urls"
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Newsroom"
WAGTAILADMIN_BASE_URL = "https://press.example.org"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

INSTALLED_APPS = [
    "benchmarks.serving.wagtail_site",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    *usual_settings.INSTALLED_APPS,
]
# Made by `fill.py` for the moment.
MIGRATION_MODULES = {"wagtail_site": "wagtail_site_migrations"}

MIDDLEWARE = [
    *usual_settings.MIDDLEWARE,
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = usual_settings.templates(
    Path(__file__).resolve().parent / "templates", "django.template.context_processors.debug"
)
DATABASES = usual_settings.databases(os.environ["WAGTAIL_DATABASE"])
