"""A stored publication brought to the words of a document, at once or as a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews import conversation
from interviews.models import Interview
from interviews.paragraphs import tidy
from interviews.transcripts import Transcript
from newsroom.editing import history
from newsroom.editing.proposals.making import propose, would_be
from newsroom.editing.rights import may_change_at_once
from newsroom.editing.stored import content_of
from newsroom.intake.outcomes import Outcome, Stored, refusing
from newsroom.intake.source import Refusal
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

    from interviews.conversation import Changes
    from newsroom.intake.documents import Draft
    from newsroom.intake.matching import Desk

FROM = gettext_lazy("From a document.")
"""What the history says of it."""


def correct(draft: Draft, publication: Desk, *, publish: bool, user: User | None) -> Stored:
    """Bring a stored publication to the words of the draft; what the draft omits stays."""
    changed = changed_fields(draft, publication)
    said = None
    if isinstance(publication, Interview):
        said = conversation.changes(publication, transcript_of(draft))
    if not changed and not said:
        return Stored(draft, publication, Outcome.UNCHANGED)
    words = in_words(publication, changed, said)
    if user and not may_change_at_once(user, publication):
        return proposed(draft, publication, words, user)
    if publication.published_at and not publish:
        sentence = _(
            "“%(label)s” is released already, and its changes would be public at once: "
            "say --publish to let them, or withdraw it first."
        )
        raise Refusal(sentence % {"label": publication.label}, draft.line)
    before = content_of(publication)
    history.catch_up(publication)
    write(draft, publication)
    return Stored(draft, publication, Outcome.CHANGED, words, before)


def proposed(draft: Draft, publication: Desk, words: str, user: User) -> Stored:
    """Propose what the draft would change of something that readers see."""
    before = content_of(publication)
    wanted = would_be(publication, lambda: write(draft, publication))
    publication.refresh_from_db()
    proposal = propose(publication, user, before, wanted, str(FROM))
    return Stored(draft, publication, Outcome.PROPOSED, words, before, proposal)


def write(draft: Draft, publication: Desk) -> None:
    changed = changed_fields(draft, publication)
    for field, text in changed.items():
        setattr(publication, field, text)
    with refusing(draft):
        publication.full_clean()
    publication.save(update_fields=list(changed))
    if isinstance(publication, Interview):
        keep_conversation(publication, draft)


def in_words(publication: Desk, changed: Iterable[str], said: Changes | None) -> str:
    """Tell what changes, by the names of the fields."""
    fields = (publication._meta.get_field(name) for name in changed)
    words = [str(getattr(it, "verbose_name", it.name)) for it in fields]
    return ", ".join([*words, *([str(said)] if said else [])])


def transcript_of(draft: Draft) -> Transcript:
    return Transcript(draft.text, draft.exchanges)


def keep_conversation(interview: Interview, draft: Draft) -> None:
    try:
        conversation.store(interview, transcript_of(draft))
    except ValidationError as error:
        raise Refusal(" ".join(error.messages), draft.line) from error


def changed_fields(draft: Draft, publication: Desk) -> dict[str, str]:
    """
    Return the fields in which the draft differs, with what it says.

    Who asked and who answered is only guessed from a document; what the desk wrote stays.
    """
    told = {"lead": draft.lead}
    if isinstance(publication, NewsItem):
        told["body"] = draft.text
    else:
        names = ("outlet", "interviewee", "interviewee_role")
        open_to_change = (it for it in names if it in draft.told or not getattr(publication, it))
        told |= {name: getattr(draft, name) for name in open_to_change}
    return {
        name: text for name, text in told.items() if tidy(getattr(publication, name)) != tidy(text)
    }
