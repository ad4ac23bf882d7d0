"""The page of the desk on which a version is restored, after a look at what that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from newsroom.editing.asking import AsksWhatKindOfChange
from newsroom.editing.corrections import ChangeForm
from newsroom.editing.proposals.answering import ChangedMeanwhileError
from newsroom.editing.proposals.answers import sentences_of
from newsroom.editing.proposals.proposing import ProposesChanges
from newsroom.editing.releases.moves import state_in_words
from newsroom.editing.rights import may_change_at_once
from newsroom.editing.versions.choice import told_of, version_of
from newsroom.editing.versions.pages import TellsHistory
from newsroom.editing.versions.restoring import Restoring, comment_of, restore

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from reversion.models import Version

    from newsroom.editing.models import Proposal
    from newsroom.publication.models import Publication

IS_RESTORED = _("The version is restored. What stood here until now is kept in the history.")


class RestoresVersions(TellsHistory, ProposesChanges, AsksWhatKindOfChange):
    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.restore_view), self.route("restore")
        address = path("<path:object_id>/history/<int:number>/restore/", view, name=name)
        return [address, *super().get_urls()]

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        publication = self.looked_at(request, object_id)
        version = version_of(publication, number)
        if not self.may_restore(request, publication):
            raise PermissionDenied
        change = self.asked_of_change(request, publication)
        if request.method == "POST" and (change is None or change.is_valid()):
            return self.restored(request, publication, version, change)
        return self.restore_page(request, publication, version, change_form=change)

    def asked_of_change(self, request: HttpRequest, publication: Publication) -> ChangeForm | None:
        """Return what has to be said of the change, where everyone reads it at once."""
        data = request.POST if request.method == "POST" else None
        is_asked = self.asks(request, publication)
        return ChangeForm(data, publication=publication) if is_asked else None

    def restored(
        self,
        request: HttpRequest,
        publication: Publication,
        version: Version,
        change: ChangeForm | None,
    ) -> HttpResponse:
        """Restore what was shown; if that cannot be, show it anew with what stands in its way."""
        seen = request.POST.get("seen", "")
        context: dict[str, Any] = {"change_form": change}
        try:
            proposal = restore(publication, version, request.user, seen=seen, change=change)
        except (ChangedMeanwhileError, IntegrityError):
            context["is_overtaken"] = True
        except ValidationError as error:
            context["faults"] = list(sentences_of(error, self.model))
        except ObjectDoesNotExist as error:
            raise Http404 from error
        else:
            return self.leave_restored(request, publication, version, proposal)
        return self.restore_page(
            request, self.looked_at(request, str(publication.pk)), version, **context
        )

    def leave_restored(
        self,
        request: HttpRequest,
        publication: Publication,
        version: Version,
        proposal: Proposal | None,
    ) -> HttpResponse:
        if proposal:
            return self.response_proposed(request, publication, proposal)
        self.log_change(request, publication, comment_of(version))
        self.message_user(request, IS_RESTORED, messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:{self.route('change')}", args=[publication.pk]))

    def restore_page(
        self, request: HttpRequest, publication: Publication, version: Version, **context: Any
    ) -> HttpResponse:
        context |= {
            "title": _("Restore a version"),
            "told": told_of(publication, version.pk),
            "restoring": Restoring.of(publication, version),
            "would_propose": not may_change_at_once(request.user, publication),
            "state_in_words": state_in_words(publication),
        }
        return self.beside_form(request, publication, "admin/editing/restore.html", context)
