"""
Whether somebody is still signed in, told to a form that stays open for hours.

The form asks by itself (session.js). Only typing makes a session last longer; a page that is
left alone lets it end in its time (SESSION_COOKIE_AGE).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """
    Answer in JSON who is signed in at the desk; POST also makes the session last its full time.

    `user` is the key of the user as a string, empty for nobody; `name` is how they sign in,
    `seconds` how long the session lasts, `token` what a form must carry to be accepted.
    """
    if not admin.site.has_permission(request):
        return JsonResponse({"user": "", "name": "", "seconds": 0, "token": ""})
    if request.method == "POST":
        # What has changed is stored anew, for its full time.
        request.session.modified = True
    told = {
        "user": str(request.user.pk),
        "name": request.user.get_username(),
        "seconds": seconds_left(request.session),
        "token": get_token(request),
    }
    return JsonResponse(told)


def seconds_left(session: Any) -> int:
    """Return how long the session lasts from now; Django itself tells only how long a new one."""
    if session.modified:
        return int(session.get_expiry_age())
    kept = session.get_model_class().objects.filter(session_key=session.session_key)
    end = kept.values_list("expire_date", flat=True).first()
    return max(0, int((end - timezone.now()).total_seconds())) if end else 0


def signed_in(request: HttpRequest) -> HttpResponse:
    """Show where somebody arrives who signed in beside a form that is still open."""
    context = {**admin.site.each_context(request), "title": _("You are signed in")}
    return TemplateResponse(request, "admin/editing/signed_in.html", context)
