"""What an interview tells machines beyond what every publication does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interviews.conversation import said
from interviews.models import Exchange, Interview
from interviews.paragraphs import tidy
from interviews.transcripts import Transcript, guarded, paragraphs_of, render
from newsroom.publication.markup import plain
from newsroom.publication.models import LABEL
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


class Spoken(NamedTuple):
    """An exchange in plain words, with its number in the interview."""

    number: int
    exchange: Exchange
    question: str
    answer: str


@as_linked_data.register(Interview)
def linked_data(interview: Interview, origin: str) -> dict[str, Any]:
    """
    Return the interview as a NewsArticle whose parts are its questions, in order.

    It is no FAQPage and no QAPage: there, a site answers its visitors.
    """
    exchanges = enumerate(interview.exchanges.all(), 1)
    spoken = [Spoken(number, it, plain(it.question), plain(it.answer)) for number, it in exchanges]
    lines = [plain(text) for text in interview.own_texts()]
    lines += [line for it in spoken for line in (it.question, it.answer)]
    told = article(interview, origin, lines) | {"genre": INTERVIEW["name"]}
    if interview.interviewee:
        told["about"] = person(interview, interview.interviewee)
    if interview.outlet:
        told["sourceOrganization"] = organization(interview.outlet)
    if spoken:
        told["hasPart"] = [part(interview, it, told["url"]) for it in spoken]
    return told


def part(interview: Interview, spoken: Spoken, page: str) -> dict[str, Any]:
    """Return a question with its answer, or a statement to which no question led."""
    exchange = spoken.exchange
    place = {"position": spoken.number, "url": whole(page, f"#{exchange.key}")}
    name = exchange.answered_by or interview.interviewee
    by = {"author": person(interview, name)} if name else {}
    if not spoken.question:
        return {"@type": "Quotation", **place, "text": spoken.answer, **by}
    words = {"name": shortened(spoken.question, LABEL), "text": spoken.question}
    answer = {"@type": "Answer", "text": spoken.answer, **by}
    accepted = {"acceptedAnswer": answer} if spoken.answer else {}
    return {"@type": "Question", **place, **words, **accepted}


def person(interview: Interview, name: str) -> dict[str, str]:
    """Return who speaks; the role is known of the interviewee alone."""
    told = {"@type": "Person", "name": name}
    if name == interview.interviewee and interview.interviewee_role:
        told["jobTitle"] = interview.interviewee_role
    return told
