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
from interviews.preview import entries
from interviews.transcripts import Transcript, parse_edited, render
from newsroom.editing.admin import PublicationAdmin
from newsroom.editing.moves import state_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from interviews.models import Interview


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
        saved = self.save(request, interview, text) if wants_to_save and is_shown else None
        return saved or self.show(
            request, interview, text, is_edited=wants_to_save and not is_shown
        )

    def show(
        self, request: HttpRequest, interview: Interview, text: str, *, is_edited: bool
    ) -> HttpResponse:
        """Show what the text would change, once more if it was edited since that was shown."""
        transcript = parse_edited(text)
        found = changes(interview, transcript)
        told = {
            "found": found,
            "entries": entries(found),
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
                done = store(interview, parse_edited(text), seen)
                if done:
                    self.log_change(request, interview, gettext("As text: %s.") % done)
        except (ChangedMeanwhileError, ValidationError):
            return None
        except ObjectDoesNotExist as error:
            raise Http404 from error
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
            "text": text,
            **told,
        }
        return TemplateResponse(request, "admin/interviews/interview/text.html", context)
