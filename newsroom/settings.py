"""
Every setting of Newsroom, read from the environment; the README has the table.

Production is the default. Development is asked for, by NEWSROOM_ENVIRONMENT=development
or by `manage.py demo`, which leaves that wish and a key of its own in var/demo.env.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
DEMO_ENVIRONMENT = VAR / "demo.env"

# --- The environment ---------------------------------------------------------------------


def demo_wishes() -> dict[str, str]:
    """Return what `demo` wrote down, unless the environment names a key or production."""
    for_production = os.environ.get("NEWSROOM_ENVIRONMENT", "development") != "development"
    if for_production or "NEWSROOM_SECRET_KEY" in os.environ or not DEMO_ENVIRONMENT.is_file():
        return {}
    lines = DEMO_ENVIRONMENT.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


environment = demo_wishes() | dict(os.environ)

problems: list[str] = []
"""A sentence for each setting that is wrong: all are said at once, and nothing starts."""


def text(name: str, default: str = "") -> str:
    return environment.get(name, "").strip() or default


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value):
        problems.append(f"{name} is {value!r}: write a whole number.")
        return default
    return int(value)


def switch(name: str) -> bool:
    value = text(name, "0").lower()
    if value not in {"0", "1", "no", "yes", "off", "on", "false", "true"}:
        problems.append(f"{name} is {value!r}: write 1 or 0.")
    return value in {"1", "yes", "on", "true"}


def database(url: str) -> dict[str, object]:
    """
    Return Django's form of a database URL.

    `sqlite:///relative.db`, `sqlite:////absolute.db`,
    `postgres://user:password@host:5432/name?sslmode=require`; a query goes to the driver.
    """
    with suppress(ValueError):  # a port that is no number, an IPv6 address that is none
        parts = urlsplit(url)
        if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
            return sqlite(ROOT / unquote(parts.path[1:]))
        if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.strip("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": parts.hostname or "",
                "PORT": parts.port or "",
                "OPTIONS": dict(parse_qsl(parts.query)),
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
            }
    problems.append(
        "DATABASE_URL is not understood: write sqlite:///file or postgres://user:password@host/name."
    )
    return {}


def sqlite(path: Path) -> dict[str, object]:
    """Return a base that survives a power cut and in which writers wait for one another."""
    if path.parent != VAR and not path.parent.is_dir():
        problems.append(f"DATABASE_URL names a file in {path.parent}, which is no folder.")
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": options,
        # To open a base, SQLite reads all of its triggers: half the time of a page.
        "CONN_MAX_AGE": 60,
    }


# --- Development or production -----------------------------------------------------------

ENVIRONMENT = text("NEWSROOM_ENVIRONMENT", "production")
PRODUCTION = ENVIRONMENT != "development"
DEBUG = switch("NEWSROOM_DEBUG")
SECRET_KEY = text("NEWSROOM_SECRET_KEY")
ALLOWED_HOSTS = names("NEWSROOM_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
TIME_ZONE = text("NEWSROOM_TIME_ZONE", "UTC")


SHORTEST_KEY, FEWEST_SIGNS = 50, 10


def unsafe() -> list[str]:
    """Return a sentence for each setting with which production must not start."""
    found = []
    if ENVIRONMENT not in {"production", "development"}:
        found.append("NEWSROOM_ENVIRONMENT is neither production nor development.")
    if not SECRET_KEY:
        found.append(
            "NEWSROOM_SECRET_KEY is missing: set it to at least 50 random characters "
            "(to try Newsroom on this machine: python3 manage.py demo)."
        )
    elif (
        len(SECRET_KEY) < SHORTEST_KEY
        or len(set(SECRET_KEY)) < FEWEST_SIGNS
        or "change" in SECRET_KEY.lower()
    ):
        found.append("NEWSROOM_SECRET_KEY is a sample or too short: use 50 random characters.")
    if DEBUG:
        found.append("NEWSROOM_DEBUG shows the code to everyone: unset it.")
    if not ALLOWED_HOSTS:
        found.append("NEWSROOM_HOSTS is missing: name the hosts served, press.example.org say.")
    if any(host.startswith(("*", ".")) for host in ALLOWED_HOSTS):
        found.append("NEWSROOM_HOSTS is open: name each host, without wildcards.")
    if any("/" in host or (":" in host and not host.startswith("[")) for host in ALLOWED_HOSTS):
        found.append("NEWSROOM_HOSTS names hosts alone: no https:// and no port.")
    return found


if PRODUCTION:
    problems += unsafe()
if not SECRET_KEY:
    # Sessions end when the process does; `demo` keeps a key of its own.
    SECRET_KEY = "development-" + os.urandom(40).hex()
try:
    ZoneInfo(TIME_ZONE)
except (KeyError, ValueError, OSError):
    problems.append(f"NEWSROOM_TIME_ZONE is {TIME_ZONE!r}: write a name such as Europe/Moscow.")

# --- The site as its readers know it -----------------------------------------------------

NEWSROOM_SITE = {
    "name": text("NEWSROOM_NAME", "Newsroom"),
    "tagline": text("NEWSROOM_TAGLINE", "News and interviews of the press service"),
    "footer": text("NEWSROOM_FOOTER", "Quotation is free; please name the source."),
    # What the ids of publications in feeds begin with (RFC 4151).
    "tag": text("NEWSROOM_TAG", f"{next(iter(ALLOWED_HOSTS), 'localhost').strip('[]')},2026"),
}
if not re.fullmatch(r"([0-9A-Za-z@._-]+,[0-9]{4}(-[0-9]{2}){0,2})?", text("NEWSROOM_TAG")):
    problems.append(
        f"NEWSROOM_TAG is {NEWSROOM_SITE['tag']!r}: write a name of your own and a year in which "
        "it was yours, press.example.org,2026 say."
    )

# --- The desk -----------------------------------------------------------------------------

# The desks at which nobody publishes what they wrote themselves.
NEWSROOM_TWO_PEOPLE = names("NEWSROOM_TWO_PEOPLE")

# --- Django ------------------------------------------------------------------------------

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [ROOT / "fixtures"]
SERIALIZATION_MODULES = {
    form: f"newsroom.fixtures.serializers.{form}" for form in ("json", "jsonl", "xml", "yaml")
}

INSTALLED_APPS = [
    "newsroom.frontpage",
    "newsroom.intake",
    "newsroom.news",
    "interviews",
    "newsroom.fixtures",
    "newsroom.editing",
    "newsroom.publication",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "admin_ordering",
    "axes",
    "reversion",
]

MIDDLEWARE = [
    "newsroom.delivery.headers.SecurityHeaders",
    "newsroom.delivery.readers.ReadersPassBy",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
    "newsroom.delivery.snapshot.AnswersAsOfOneMoment",
]

# Where a GET may write: the desk keeps sessions and marks, a preview counts its views.
NEWSROOM_WRITING_PATHS = ("/admin/", "/preview/")

# --- How pages leave the house --------------------------------------------------------------

# Megabytes of ready answers that each process keeps at the most; with 0 it keeps none. An
# engineer who asks to be shown the code works on the pages, and wants to see them change.
NEWSROOM_PAGE_CACHE = number("NEWSROOM_PAGE_CACHE", 0 if DEBUG else 16)
# Seconds for which browsers and proxies may keep a page: never beyond the next release.
NEWSROOM_MAX_AGE = number("NEWSROOM_MAX_AGE", 60)
# Seconds for which a page that was right is shown while the base does not answer.
NEWSROOM_STALE_IF_ERROR = number("NEWSROOM_STALE_IF_ERROR", 24 * 60 * 60)
# Milliseconds that may pass from a change in the base to the last page without it.
NEWSROOM_NOTICED_WITHIN = number("NEWSROOM_NOTICED_WITHIN", 100)

# What a page may be asked for in a query, as forms order it; with anything else it is not kept.
NEWSROOM_PARAMETERS = (
    *("q", "date_after", "date_before", "order", "older", "newer"),
    *("outlet", "interviewee", "from"),
)
# What others add to links in order to count their followers; it means nothing to any page.
NEWSROOM_IGNORED_PARAMETERS = (
    *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id"),
    *("fbclid", "gclid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid"),
)

# What readers get is written by Jinja2, the desk's pages by Django, as the admin's own are.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "environment": "newsroom.publication.pages.environment.Environment",
            "auto_reload": not PRODUCTION,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates" / "desk"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["newsroom.publication.templatetags.publication"],
        },
    },
]

# Most fields of a form without a template: half the time of a long one.
FORM_RENDERER = "newsroom.editing.rendering.WrittenAtOnce"

# --- Data --------------------------------------------------------------------------------

DATABASES = {"default": database(text("DATABASE_URL", "sqlite:///var/newsroom.sqlite3"))}

# A briefing of several hundred exchanges is one form of some thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# What is longer than the longest file that is wanted anywhere is counted, and not kept.
NEWSROOM_LARGEST_IMPORT = 100 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "newsroom.delivery.uploads.CappedFileUploadHandler",
]

# --- Language and time -------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_TZ = True
FORMAT_MODULE_PATH = "newsroom.formats"

# --- Static files ------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static" if PRODUCTION else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
    # Files that wait at the desk to be imported: read by nobody else, and never served.
    "imports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR / "imports",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- Security ----------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
NEWSROOM_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
SESSION_ENGINE = "newsroom.delivery.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60

if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
if switch("NEWSROOM_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Five wrong passwords for one name from one address close that door for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "newsroom.delivery.login.name"
AXES_CLIENT_IP_CALLABLE = "newsroom.delivery.login.address"
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

# --- Logging -----------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A mistyped address or a refused Host is the visitor's mistake, not the engineer's.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

# --- Refusal -----------------------------------------------------------------------------

if problems:
    raise ImproperlyConfigured(" ".join(problems))
if VAR in Path(str(DATABASES["default"]["NAME"])).parents:
    VAR.mkdir(exist_ok=True)
