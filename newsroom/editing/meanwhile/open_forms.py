"""
The form says who else has it open, and what they have saved since.

Nothing is locked: whoever has a form open says so, every half minute, and is forgotten when the
page is left or has not been heard of for a while.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponseNotAllowed, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from newsroom.editing.meanwhile.opened import Opened, OpenedInShort
from newsroom.editing.meanwhile.savers import released_since, saved_since
from newsroom.editing.models import OpenForm
from newsroom.editing.models.about import name_of
from newsroom.publication.moment import in_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from newsroom.publication.models import Publication

HEARD_OF = datetime.timedelta(seconds=90)
"""How long a form counts as open without a sign: three of its half minutes."""

JUST_NOW = datetime.timedelta(seconds=20)
"""What was heard of so lately need not be written down again."""


class TellsWhoElse(admin.ModelAdmin):
    class Media:
        js = ("editing/open_forms.js",)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.open_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_open"
        return [path("<path:object_id>/open/", view, name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        publication = kwargs.get("obj")
        if publication and self.has_change_permission(request, publication):
            opened = Opened.read(str(context.get("base", "")), publication)
            context["opened"] = opened.brief.signed(publication) if opened else ""
            context["others"] = sign_of_life(publication, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def open_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a sign of life of a form, or that it is left, and answer what is new."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        publication: Any = self.get_object(request, unquote(object_id))
        if publication is None:
            raise Http404
        if not self.has_change_permission(request, publication):
            raise PermissionDenied
        if "left" in request.POST:
            leave(publication, request.user)
            return answer({})
        others = sign_of_life(publication, request.user)
        return answer({"others": others, "newer": self.newer(request, publication)})

    def newer(self, request: HttpRequest, publication: Publication) -> list[str]:
        """Return what was saved since the form was opened, in sentences."""
        opened = OpenedInShort.read(request.POST.get("opened", ""), publication)
        if opened is None:
            return []
        now = Opened.of(publication).brief
        if opened.is_stored(now):
            return []
        saved = saved_since(publication, opened, request.user)
        return [*saved, *filter(None, [released_since(publication, opened, now.release)])]


def answer(told: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(told)
    add_never_cache_headers(response)
    return response


def sign_of_life(publication: Publication, user: Any) -> list[str]:
    """
    Write down that the user has the form open; return a sentence for each other who has.

    A base that is too busy to take it does not keep anybody from writing.
    """
    now = timezone.now()
    rows = OpenForm.objects.about(publication).select_related("user")
    heard_of = list(rows.filter(seen_at__gt=now - HEARD_OF).order_by("opened_at", "pk"))
    mine = next((row for row in heard_of if row.user_id == user.pk), None)
    if mine is None or mine.seen_at < now - JUST_NOW:
        write(publication, user, mine, now)
    return [sentence(row) for row in heard_of if row.user_id != user.pk]


def write(
    publication: Publication, user: User, known: OpenForm | None, now: datetime.datetime
) -> None:
    since = known.opened_at if known else now
    row = OpenForm(publication=publication, user=user, opened_at=since, seen_at=now)
    try:
        with transaction.atomic():
            OpenForm.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["content_type", "object_id", "user"],
                update_fields=["opened_at", "seen_at"],
            )
            if known is None:
                OpenForm.objects.filter(seen_at__lt=now - HEARD_OF).delete()
    except DatabaseError:
        return


def leave(publication: Publication, user: Any) -> None:
    OpenForm.objects.about(publication).filter(user=user).delete()


def sentence(row: OpenForm) -> str:
    values = {"name": name_of(row.user), "moment": clock(row.opened_at)}
    return _("%(name)s has this open since %(moment)s.") % values


def clock(moment: datetime.datetime) -> str:
    """Return the time of a moment of today, with the day for any other."""
    local = timezone.localtime(moment)
    if local.date() != timezone.localdate():
        return in_words(moment)
    return f"{date_format(local, 'TIME_FORMAT')} {local:%Z}"
