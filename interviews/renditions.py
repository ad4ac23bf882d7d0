"""What an interview tells machines beyond what every publication does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interviews.conversation import said
from interviews.models import Exchange, Interview
from interviews.paragraphs import tidy
from interviews.transcripts import Transcript, guarded, paragraphs_of, render
from newsroom.publication.markup import Texts
from newsroom.publication.models import LABEL
from newsroom.publication.parts import parts_of
from newsroom.publication.renditions.addresses import whole
from newsroom.publication.renditions.linked_data import article, as_linked_data, organization
from newsroom.publication.renditions.markdown import as_markdown, document, literal
from newsroom.publication.renditions.ninjs import as_ninjs, common, source, typed
from newsroom.publication.renditions.text import corrections, escaped, html_blocks, rendered
from newsroom.publication.templatetags.publication import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERVIEW = {"name": "Interview", "uri": "http://cv.iptc.org/newscodes/genre/Interview"}


def byline(interview: Interview) -> str:
    """Return who asked and who answered, as one line: TASS agency – Anna Berg, Minister."""
    answers = ", ".join(filter(None, (interview.interviewee, interview.interviewee_role)))
    return " – ".join(filter(None, (interview.outlet, answers)))


# --- HTML --------------------------------------------------------------------------------


@html_blocks.register(Interview)
def blocks(interview: Interview) -> Iterator[str]:
    """Yield the byline, what stands before the first question, and each exchange."""
    # A role belongs to somebody; without a name, nobody is told to hold it.
    line = byline(interview) if interview.interviewee else interview.outlet
    if line:
        yield f"<p>{escaped(line)}</p>"
    yield from corrections(interview)
    own, exchanges = [*interview.own_texts()], [*interview.exchanges.all()]
    spoken = (text for it in exchanges for text in (it.question, it.answer))
    texts = rendered([*own, *spoken])
    yield from texts[: len(own)]
    sides = iter(texts[len(own) :])
    for it, question, answer in zip(exchanges, sides, sides, strict=True):
        if it.question:
            yield f"<blockquote>{by(it.asked_by)}{question}</blockquote>"
        if it.answer:
            yield f"{by(it.answered_by)}{answer}"


def by(name: str) -> str:
    return f"<p><strong>{escaped(name)}</strong></p>" if name else ""


# --- Markdown ----------------------------------------------------------------------------


@as_markdown.register(Interview)
def markdown(interview: Interview, origin: str) -> str:
    """Return the interview with its exchanges in the form in which a document is taken in."""
    exchanges = tuple(said(exchange) for exchange in interview.exchanges.all())
    preamble = guarded_text(interview.preamble)
    conversation = render(Transcript(interview.preamble, exchanges)) if exchanges else preamble
    texts = [literal(byline(interview)), guarded_text(interview.lead), conversation]
    return document(interview, texts, origin)


def guarded_text(text: str) -> str:
    """Return the text with a backslash before paragraphs that would be taken for a turn."""
    return "\n\n".join(map(guarded, paragraphs_of(tidy(text))))


# --- ninjs -------------------------------------------------------------------------------


@as_ninjs.register(Interview)
def ninjs(interview: Interview, origin: str) -> dict[str, Any]:
    """Return the interview with each exchange as an associated object of its own."""
    told = common(interview, origin)
    told["genres"] = [INTERVIEW]
    if interview.interviewee:
        told["people"] = [{"name": interview.interviewee, "rel": "interviewee"}]
        told["descriptions"].append(typed("byline", "text/plain", byline(interview)))
    if interview.outlet:
        told["by"] = interview.outlet
        told["organisations"] = [{"name": interview.outlet, "rel": "outlet"}]
        told["infoSources"].append(source(interview.outlet, "interviewer"))
    if exchanges := interview.exchanges.all():
        told["associations"] = [associated(exchange, told["uri"]) for exchange in exchanges]
    return told


def associated(exchange: Exchange, interview: str) -> dict[str, Any]:
    """
    Return one exchange, question and answer as they were typed (Markdown).

    `interview` is the id of the interview, to which the key of the exchange is added.
    """
    sides = (("question", exchange.question), ("answer", exchange.answer))
    people = ((exchange.asked_by, "asks"), (exchange.answered_by, "answers"))
    told = {
        "name": exchange.label,
        "rel": "exchange",
        "uri": whole(interview, f"/{exchange.key}"),
        "type": "component",
        "bodies": [typed(role, "text/markdown", text) for role, text in sides if text],
        "people": [{"name": name, "rel": rel} for name, rel in people if name],
    }
    return {name: value for name, value in told.items() if value}


# --- schema.org --------------------------------------------------------------------------


@as_linked_data.register(Interview)
def linked_data(interview: Interview, origin: str, texts: Texts | None = None) -> dict[str, Any]:
    """
    Return the interview as a NewsArticle whose parts are its questions, in order.

    It is no FAQPage and no QAPage: there, a site answers its visitors.
    """
    texts = texts or Texts(interview.running_text())
    told = article(interview, origin, texts) | {"genre": INTERVIEW["name"]}
    people = People(interview)
    if interview.interviewee:
        told["about"] = people[interview.interviewee]
    if interview.outlet:
        told["sourceOrganization"] = organization(interview.outlet)
    page, exchanges = told["url"], parts_of(interview, "exchanges")
    parts = [
        part(exchange, texts, people, {"position": number, "url": place(page, exchange.key)})
        for number, exchange in enumerate(exchanges, 1)
    ]
    return told | {"hasPart": parts} if parts else told


def part(exchange: Exchange, texts: Texts, people: People, where: dict[str, Any]) -> dict[str, Any]:
    """Return a question with its answer, or a statement to which no question led."""
    question, answer = texts[exchange.question].line, texts[exchange.answer].line
    name = exchange.answered_by or people.interviewee
    by = {"author": people[name]} if name else {}
    if not question:
        return {"@type": "Quotation", **where, "text": answer, **by}
    words = {"name": shortened(question, LABEL), "text": question}
    accepted = {"acceptedAnswer": {"@type": "Answer", "text": answer, **by}} if answer else {}
    return {"@type": "Question", **where, **words, **accepted}


def place(page: str, key: str) -> str:
    """Return the whole address of an exchange on a page."""
    return f"{page}#{key}" if key.isascii() and key.isalnum() else whole(page, f"#{key}")


class People(dict[str, dict[str, str]]):
    """Who speaks in an interview, by their names; the role is known of the interviewee alone."""

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interviewee, self.role = interview.interviewee, interview.interviewee_role

    def __missing__(self, name: str) -> dict[str, str]:
        told = self[name] = {"@type": "Person", "name": name}
        if name == self.interviewee and self.role:
            told["jobTitle"] = self.role
        return told
