"""A whole conversation edited as one text, with a look at what will change before it does."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.conversation import ChangedMeanwhileError, changes, conversation_of, faults, store
from interviews.paragraphs import clean
from interviews.transcripts import Transcript, parse_edited, render
from newsroom.editing import history
from newsroom.editing.admin import PublicationAdmin
from newsroom.editing.corrections import ChangeForm, note_change
from newsroom.editing.kept import is_stored
from newsroom.editing.proposals.making import propose
from newsroom.editing.releases.moves import state_in_words
from newsroom.editing.rights import may_change_at_once
from newsroom.editing.stored import content_of
from newsroom.publication.models import State

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from interviews.conversation import Changes
    from interviews.models import Interview
    from newsroom.editing.contents import Content


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class EditedAsText(PublicationAdmin):
    """
    The page "Edit as text" of an interview.

    A text is stored only after its changes were shown: those of this very text, to what is
    stored at that moment. The page carries along which these were.
    """

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.text_view), self.route("text")
        return [path("<path:object_id>/text/", view, name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        interview = kwargs.get("obj")
        context["is_edited_as_text"] = interview and self.may_edit_text(request, interview)
        return super().render_change_form(request, context, *args, **kwargs)

    def may_edit_text(self, request: HttpRequest, interview: Interview) -> bool:
        """Whether the user may do all that a text can do to an interview and its exchanges."""
        rights = [f"interviews.{right}_exchange" for right in ("add", "change", "delete")]
        may_change = self.has_change_permission(request, interview)
        return may_change and request.user.has_perms(rights)

    def text_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        interview: Any = self.get_object(request, object_id)
        if interview is None:
            raise Http404
        if not self.may_edit_text(request, interview):
            raise PermissionDenied
        if request.method == "POST":
            return self.answer(request, interview, clean(request.POST.get("text", "")))
        # Taken before the text is read, it can only be too old, and then nothing is lost.
        seen = changes(interview, Transcript()).digest
        return self.page(request, interview, render(conversation_of(interview)), {"seen": seen})

    def answer(self, request: HttpRequest, interview: Interview, text: str) -> HttpResponse:
        wants_to_save = "save" in request.POST
        is_shown = request.POST.get("shown") == fingerprint(text)
        change = self.change_form(request, interview)
        is_said = change is None or change.is_valid()
        may_save = wants_to_save and is_shown and is_said
        saved = self.save(request, interview, text) if may_save else None
        if saved:
            is_stored(request)
        return saved or self.show(
            request, interview, text, is_edited=wants_to_save and not is_shown
        )

    def change_form(self, request: HttpRequest, interview: Interview) -> ChangeForm | None:
        """Ask what kind of change is made, where everyone reads it at once."""
        if interview.state != State.PUBLIC or not may_change_at_once(request.user, interview):
            return None
        is_answered = "save" in request.POST or "change-kind" in request.POST
        return ChangeForm(request.POST if is_answered else None, publication=interview)

    def show(
        self, request: HttpRequest, interview: Interview, text: str, *, is_edited: bool
    ) -> HttpResponse:
        """Show what the text would change, once more if it was edited since that was shown."""
        transcript = parse_edited(text)
        found = changes(interview, transcript)
        told = {
            "found": found,
            "entries": found.entries,
            "transcript": transcript,
            "faults": faults(transcript),
            "seen": found.digest,
            "shown": fingerprint(text),
            "is_overtaken": request.POST.get("seen") != found.digest,
            "is_edited": is_edited,
        }
        return self.page(request, interview, text, told)

    def save(self, request: HttpRequest, interview: Interview, text: str) -> HttpResponse | None:
        """Store the text, unless it cannot be or something else is stored by now than was shown."""
        seen = request.POST.get("seen") or "nothing"
        try:
            with transaction.atomic():
                return self.keep(request, interview, parse_edited(text), seen)
        except (ChangedMeanwhileError, ValidationError):
            return None
        except ObjectDoesNotExist as error:
            raise Http404 from error

    def keep(
        self, request: HttpRequest, interview: Interview, transcript: Transcript, seen: str
    ) -> HttpResponse:
        """Store the text as a version of its own, or propose it where it may not be stored."""
        locked = type(interview).objects.select_for_update().get(pk=interview.pk)
        saving = self.begin(request, locked)
        done = store(locked, transcript, seen)
        if saving.at_once:
            return self.is_kept(request, locked, done, saving.before)
        proposed = content_of(locked)
        transaction.savepoint_rollback(saving.savepoint)
        note = request.POST.get("proposal_note", "")
        proposal = propose(locked, request.user, saving.before, proposed, note)
        if proposal:
            self.log_change(request, locked, gettext("Proposed as text: %s.") % done)
        return self.response_proposed(request, locked, proposal)

    def is_kept(
        self, request: HttpRequest, interview: Interview, done: Changes, before: Content
    ) -> HttpResponse:
        if done:
            change = self.change_form(request, interview)
            note_change(interview, request.user, change, before)
            history.record(interview, request.user, gettext("Edited as text: %s.") % done)
            self.log_change(request, interview, gettext("As text: %s.") % done)
        sentence = _("The conversation is saved: %(changes)s.")
        self.message_user(request, sentence % {"changes": done}, messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:{self.route('change')}", args=[interview.pk]))

    def page(
        self, request: HttpRequest, interview: Interview, text: str, told: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Edit as text"),
            "subtitle": interview.label,
            "original": interview,
            "state_in_words": state_in_words(interview),
            "change_form": self.change_form(request, interview) if "found" in told else None,
            "would_propose": not may_change_at_once(request.user, interview),
            "proposal_note": request.POST.get("proposal_note", ""),
            "text": text,
            **told,
        }
        return TemplateResponse(request, "admin/interviews/interview/text.html", context)
