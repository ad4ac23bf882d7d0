"""Interviews in other forms: nothing is lost, and our own import reads them again."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
from hypothesis import example, given

from interviews import transcripts
from interviews.conversation import conversation_of
from interviews.models import EarlierWording, Exchange, Interview
from interviews.transcripts import parse_edited
from newsroom.intake.documents import read_document
from newsroom.intake.reading import read_text
from newsroom.publication.renditions import as_linked_data, as_markdown
from tests.interviews.test_transcripts import EXCHANGES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.test import Client

    from newsroom.intake.documents import Draft

ORIGIN = "https://press.example.org"
SENTENCES = """
It went well.|Is it approved?|Q: is a letter.|ANNA BERG: no name.|\\Q: a backslash|Go back
— a dash|- a list\n- of two|Two words: a colon.|*slanted* and **bold**|[a link](https://example.org/)
“A quotation”|2 + 2 = 4.|END|Работа идёт.|工作正在进行。|https://example.org/?a=b&c=d|A: or B: or C?
""".strip()
WORDS = st.sampled_from(
    SENTENCES.replace("\n-", "\0").replace("\n", "|").replace("\0", "\n-").split("|")
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=3).map("\n\n".join)
NAMES = st.sampled_from(["", "Anna Berg", "MR. HILL", "Daily Post (London)", "О. Ю. Ким"])
SAID = st.builds(transcripts.Exchange, PARAGRAPHS, PARAGRAPHS, NAMES, NAMES)


def interview_of(exchanges: Sequence[transcripts.Exchange], **fields: Any) -> Interview:
    """Return an interview that is in no base, with its exchanges at hand."""
    date = datetime.date(2024, 3, 12)
    interview = Interview(pk=1, slug="an-interview", headline="An interview", date=date, **fields)
    texts = ("question", "answer", "asked_by", "answered_by")
    rows = [
        Exchange(interview=interview, **{name: getattr(it, name) for name in texts})
        for it in exchanges
    ]
    vars(interview)["_prefetched_objects_cache"] = {"exchanges": rows}
    return interview


def taken_in(markdown: str) -> Draft:
    """Return the one publication that our import makes of a document."""
    document = read_document(read_text(markdown))
    assert [it.why for it in document.left_out] == ["link definition that nothing uses"]
    (draft,) = document.publications
    return draft


def test_the_interview_of_the_source_comes_back_as_it_was(source_content: None) -> None:
    interview = Interview.objects.get()
    draft = taken_in(as_markdown(interview, ORIGIN))

    assert draft.exchanges == conversation_of(interview).exchanges
    assert len(draft.exchanges) > 5
    assert (draft.headline, draft.date, draft.lead) == (
        interview.headline,
        interview.date,
        interview.lead,
    )
    assert draft.text == "TASS agency – Imangali Tasmagambetov, CSTO Secretary General"


@given(st.lists(SAID, min_size=1, max_size=4))
def test_exchanges_come_back_through_our_import(said: list[transcripts.Exchange]) -> None:
    interview = interview_of(said, lead="They spoke.", outlet="TASS agency")

    assert list(taken_in(as_markdown(interview, ORIGIN)).exchanges) == said


@given(st.lists(EXCHANGES, max_size=4), TEXTS, TEXTS)
@example([transcripts.Exchange("", "Go back")], "Q: no question", "A: no answer")
def test_exchanges_of_any_text_are_read_back(
    exchanges: list[transcripts.Exchange], lead: str, preamble: str
) -> None:
    said = transcripts.Transcript(exchanges=tuple(exchanges)).exchanges
    interview = interview_of(said, lead=lead, preamble=preamble)
    markdown = as_markdown(interview, ORIGIN)
    text, _break, address = markdown.rpartition("\n\n")

    assert address == f"[address of this page]: {ORIGIN}/interviews/2024/03/12/an-interview/\n"
    assert not said or parse_edited(text).exchanges == said


def test_a_lead_and_a_preamble_that_look_like_turns_are_none() -> None:
    said = [transcripts.Exchange("Why?", "Because.")]
    interview = interview_of(said, lead="Q: is a letter, too.", preamble="A: as well.")
    draft = taken_in(as_markdown(interview, ORIGIN))

    assert list(draft.exchanges) == said
    assert (draft.lead, draft.text) == ("Q: is a letter, too.", "A: as well.")


def test_an_interview_without_exchanges_shows_no_empty_marks() -> None:
    markdown = as_markdown(interview_of([], preamble="The text follows."), ORIGIN)

    assert markdown == (
        "# An interview\n\n12.03.2024\n\nThe text follows.\n\n"
        f"[address of this page]: {ORIGIN}/interviews/2024/03/12/an-interview/\n"
    )


def test_the_questions_are_told_in_order_each_with_its_accepted_answer(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview(3, interviewee="Anna Berg", interviewee_role="Minister")
    interview.exchanges.filter(key="q1").update(position=99)
    interview.exchanges.filter(key="q2").update(answered_by="Jo Hill", question="*Why*?\n\nNow?")
    told = as_linked_data(interview, ORIGIN)

    berg = {"@type": "Person", "name": "Anna Berg", "jobTitle": "Minister"}
    assert told["@type"] == "NewsArticle"
    assert told["about"] == berg
    assert told["sourceOrganization"] == {"@type": "Organization", "name": "TASS agency"}
    assert [(it["position"], it["text"]) for it in told["hasPart"]] == [
        (1, "Why? Now?"),
        (2, "Question 3?"),
        (3, "Question 1?"),
    ]
    assert told["hasPart"][0]["acceptedAnswer"] == {
        "@type": "Answer",
        "text": "Answer 2.",
        "author": {"@type": "Person", "name": "Jo Hill"},
    }
    assert told["hasPart"][1]["acceptedAnswer"]["author"] == berg
    assert told["hasPart"][2]["url"] == f"{told['url']}#q1"
    assert told["wordCount"] == 12


def test_a_statement_is_no_question_and_an_open_question_has_no_answer() -> None:
    said = [transcripts.Exchange("", "We begin."), transcripts.Exchange("Who comes?", "")]
    first, second = as_linked_data(interview_of(said), ORIGIN)["hasPart"]

    assert (first["@type"], first["text"]) == ("Quotation", "We begin.")
    assert (second["@type"], second["name"]) == ("Question", "Who comes?")
    assert "acceptedAnswer" not in second
    assert "author" not in first


def test_a_change_that_readers_have_seen_is_told_and_no_other(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(2)
    address = interview.get_absolute_url()[:-1] + ".json"
    assert "versionCreated" not in client.get(address).json()

    exchange = interview.exchanges.get(key="q1")
    moment = datetime.datetime(2024, 5, 6, 7, 8, 9, 123000, tzinfo=datetime.UTC)
    EarlierWording.objects.create(exchange=exchange, answer="Other.", replaced_at=moment)
    assert client.get(address).json()["versionCreated"] == "2024-05-06T07:08:09+00:00"
    page = client.get(interview.get_absolute_url()).content.decode()
    assert '"dateModified":"2024-05-06T07:08:09+00:00"' in page
