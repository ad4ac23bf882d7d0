"""The application that granian, or any other WSGI server, runs."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.templatetags.static import static

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()

# Every page names the stylesheet: without the collected files there would be nothing but errors.
try:
    static("publication/site.css")
except ValueError as error:
    raise ImproperlyConfigured(
        "The static files are not collected yet: run python3 manage.py collectstatic."
    ) from error
