"""The pages of the desk on which deleted publications are listed, read and recovered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from reversion.models import Version

from newsroom.editing.comparing import entries
from newsroom.editing.contents import Content
from newsroom.editing.history import author_of, content_of_version
from newsroom.editing.proposals.answers import sentences_of
from newsroom.editing.saving import SavesInOneAct
from newsroom.editing.stored import parts_of
from newsroom.editing.version_contents import fields_of
from newsroom.editing.versions.recovering import (
    IsThereError,
    deleted,
    is_deletion,
    is_much,
    recover,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

ON_A_PAGE, MOST = 25, 1000
ALL = "all"
"""What an address says to have all versions looked through, however many there are."""

IS_RECOVERED = _("It is back, as a draft that only the desk sees.")
IS_THERE = _("It is back already: somebody was quicker. Nothing was changed.")


@dataclass(frozen=True)
class Deleted:
    """The last version of something deleted."""

    version: Version

    @property
    def date(self) -> datetime.date | None:
        """The day printed on it."""
        return parse_date(fields_of(self.version).get("date") or "")

    @property
    def author(self) -> str:
        return author_of(self.version)

    @property
    def is_told(self) -> bool:
        """Whether it is known who deleted it, and when."""
        return is_deletion(self.version)


class RecoversDeleted(SavesInOneAct):
    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        return [
            path("deleted/", site.admin_view(self.deleted_view), name=self.route("deleted")),
            path(
                "deleted/<int:number>/",
                site.admin_view(self.recover_view),
                name=self.route("recover"),
            ),
            *super().get_urls(),
        ]

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        self.refuse_who_may_not_recover(request)
        is_part = is_much(self.model) and ALL not in request.GET
        found = deleted(self.model, also_untold=not is_part)[:MOST]
        page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "title": _("Deleted"),
            "page": page,
            "is_part": is_part,
            "pages": f"?{ALL}=&" if ALL in request.GET else "?",
            "rows": [Deleted(version) for version in page.object_list],
        }
        return self.beside_list(request, "admin/editing/recover_list.html", context)

    def recover_view(self, request: HttpRequest, number: int) -> HttpResponse:
        self.refuse_who_may_not_recover(request)
        version = get_object_or_404(Version.objects.get_for_model(self.model), pk=number)
        if self.model._default_manager.filter(pk=version.object_id).exists():
            return self.leave(request, version.object_id, IS_THERE, messages.WARNING)
        if request.method == "POST":
            return self.recovered(request, version)
        return self.recover_page(request, version)

    def refuse_who_may_not_recover(self, request: HttpRequest) -> None:
        """Refuse who may not add; what was deleted is read here, so who may not view as well."""
        parts = parts_of(self.model)
        meta = parts.model._meta if parts else None
        may_add_parts = not meta or request.user.has_perm(f"{meta.app_label}.add_{meta.model_name}")
        may_read = self.has_view_or_change_permission(request)
        if not (self.has_add_permission(request) and may_add_parts and may_read):
            raise PermissionDenied

    def recovered(self, request: HttpRequest, version: Version) -> HttpResponse:
        try:
            publication = recover(self.model, version, request.user)
        except (IsThereError, IntegrityError):
            return self.leave(request, version.object_id, IS_THERE, messages.WARNING)
        except ValidationError as error:
            return self.recover_page(request, version, list(sentences_of(error, self.model)))
        self.log_addition(request, publication, gettext("Recovered."))
        return self.leave(request, publication.pk, IS_RECOVERED, messages.SUCCESS)

    def leave(self, request: HttpRequest, pk: Any, sentence: Any, level: int) -> HttpResponse:
        self.message_user(request, sentence, level)
        return HttpResponseRedirect(reverse(f"admin:{self.route('change')}", args=[pk]))

    def recover_page(
        self, request: HttpRequest, version: Version, faults: Sequence[str] = ()
    ) -> HttpResponse:
        content = content_of_version(version)
        nothing = Content(dict.fromkeys(content.texts, ""))
        context = {
            "title": _("Recover what was deleted"),
            "subtitle": version.object_repr,
            "row": Deleted(version),
            "entries": entries(self.model, nothing, content),
            "faults": faults,
        }
        return self.beside_list(request, "admin/editing/recover.html", context)

    def beside_list(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        around = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, around | context)
