"""The page "History" of a publication, and the page that compares two of its versions."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from newsroom.editing.comparing import entries, summary
from newsroom.editing.history import content_of_version, versions_of
from newsroom.editing.releases.moves import state_in_words
from newsroom.editing.saving import SavesInOneAct
from newsroom.editing.stored import content_of, parts_of
from newsroom.editing.versions.choice import Chosen, chosen_elsewhere, page_number, side
from newsroom.editing.versions.timeline import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from newsroom.publication.models import Publication

PART_RIGHTS = ("add", "change", "delete")


class TellsHistory(SavesInOneAct):
    """
    Every version of a publication, each comparable with any other.

    Instead of Django's list of what was logged: that goes when a user does, and tells no words.
    """

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.compare_view), self.route("compare")
        return [path("<path:object_id>/history/compare/", view, name=name), *super().get_urls()]

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        publication = self.looked_at(request, object_id)
        page = page_of(publication, page_number(request))
        if not page.versions and page.has_newer:
            raise Http404
        chosen = Chosen.of(request, page)
        context = {
            "title": _("History"),
            "page": page,
            "chosen": chosen,
            "chosen_elsewhere": chosen_elsewhere(publication, chosen, page),
            "since_the_latest": since_the_latest(publication),
            "state_in_words": state_in_words(publication),
            "may_restore": self.may_restore(request, publication),
            **(extra_context or {}),
        }
        return self.beside_form(request, publication, "admin/editing/history.html", context)

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        publication = self.looked_at(request, object_id)
        chosen = [request.GET.get(name, "") for name in ("old", "new")]
        old, new = sorted((side(publication, it) for it in chosen), key=attrgetter("place"))
        context = {
            "title": _("Compare versions"),
            "old": old.told,
            "new": new.told,
            "entries": entries(type(publication), old.content, new.content),
            "may_restore": self.may_restore(request, publication),
        }
        return self.beside_form(request, publication, "admin/editing/compare.html", context)

    def looked_at(self, request: HttpRequest, object_id: str) -> Any:
        """Return the publication; refuse those who may not see it at the desk."""
        publication: Any = self.get_object(request, object_id)
        if publication is None:
            raise Http404
        if not self.has_view_or_change_permission(request, publication):
            raise PermissionDenied
        return publication

    def may_restore(self, request: HttpRequest, publication: Publication) -> bool:
        """Whether the user may do all that a version can do to a publication and its parts."""
        parts = parts_of(self.model)
        meta = parts.model._meta if parts else None
        rights = [f"{meta.app_label}.{it}_{meta.model_name}" for it in PART_RIGHTS if meta]
        may_change = self.has_change_permission(request, publication)
        return may_change and request.user.has_perms(rights)

    def beside_form(
        self, request: HttpRequest, publication: Publication, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        around = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "subtitle": publication.label,
            "original": publication,
        }
        return TemplateResponse(request, template, around | context)


def since_the_latest(publication: Publication) -> str:
    """Return in a line what was changed by a way that keeps no versions; empty if nothing."""
    latest = versions_of(publication).first()
    now = content_of(publication)
    return summary(type(publication), content_of_version(latest), now) if latest else ""
