"""The conversation of an interview, read from the base, compared and stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.conversation import ChangedMeanwhileError, changes, conversation_of, store
from interviews.models import Exchange, Interview
from interviews.transcripts import Exchange as Said
from interviews.transcripts import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    MakeInterview = Callable[..., Interview]


def with_exchanges(transcript: Transcript, *exchanges: Said) -> Transcript:
    return Transcript(transcript.preamble, exchanges)


def stored(interview: Interview) -> list[Any]:
    return list(Exchange.objects.filter(interview=interview).values())


def keys(interview: Interview) -> list[str]:
    return [row["key"] for row in stored(interview)]


def test_a_conversation_is_the_preamble_and_the_exchanges_in_order(
    make_interview: MakeInterview,
) -> None:
    interview = make_interview(2, preamble="  Good  afternoon.\r\n\r\n")
    interview.exchanges.filter(key="q1").update(position=30, asked_by="Anna Berg")

    assert conversation_of(interview) == Transcript(
        "Good afternoon.",
        (Said("Question 2?", "Answer 2."), Said("Question 1?", "Answer 1.", "Anna Berg")),
    )


def test_242_exchanges_with_one_inserted_and_two_corrected_keep_242_keys(
    make_interview: MakeInterview,
) -> None:
    interview = make_interview(242)
    said = list(conversation_of(interview).exchanges)
    said[20] = replace(said[20], answer="Answer 21, corrected.")
    said[200] = replace(said[200], question="A corrected question 201?")
    said.insert(121, Said("Something that nobody asked before?", "It is answered now."))
    done = store(interview, Transcript("", tuple(said)))

    after = stored(interview)
    assert [row["key"] for row in after[:121]] == [f"q{number}" for number in range(1, 122)]
    assert [row["key"] for row in after[122:]] == [f"q{number}" for number in range(122, 243)]
    assert after[121]["key"] not in {f"q{number}" for number in range(1, 243)}
    assert [row["position"] for row in after] == list(range(10, 2440, 10))
    assert [row["answer"] for row in after] == [it.answer for it in said]
    assert [row["question"] for row in after] == [it.question for it in said]
    assert str(done) == "1 exchange added, 2 exchanges changed"


def test_what_is_written_is_what_was_told_before(make_interview: MakeInterview) -> None:
    interview = make_interview(3)
    first, _second, third = conversation_of(interview).exchanges
    new = Transcript("An opening.", (third, replace(first, answer="Another answer 1.")))
    told = changes(interview, new)

    assert store(interview, new) == told
    assert [entry.title for entry in told.entries] == [
        "Preamble: new",
        "Exchange 2 as it was: removed",
        "Exchange 1: moved from place 3",
        "Exchange 2: changed",
    ]
    assert told.removed == ["q2"]
    assert str(told) == "preamble; 1 exchange changed, 1 exchange moved, 1 exchange removed"
    assert keys(interview) == ["q3", "q1"]
    assert interview.preamble == "An opening."
    assert Interview.objects.get().preamble == "An opening."


def test_comparing_writes_nothing(make_interview: MakeInterview) -> None:
    interview = make_interview(2)
    before = stored(interview)
    assert changes(interview, Transcript("New."))

    assert stored(interview) == before


@pytest.fixture
def untidy(make_interview: MakeInterview) -> Interview:
    """An interview whose texts were stored with blanks and breaks that no new text has."""
    interview = make_interview(3, preamble="An\nopening. ")
    interview.exchanges.update(question="A question  \r\nin two lines?", asked_by=" Anna ")
    return interview


def test_the_same_text_writes_nothing(untidy: Interview) -> None:
    with CaptureQueriesContext(connection) as asked:
        done = store(untidy, conversation_of(untidy))

    assert not done
    assert str(done) == "nothing changed"
    assert not [it["sql"] for it in asked if it["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def test_what_stays_keeps_its_bytes(untidy: Interview) -> None:
    before = stored(untidy)
    first, second, third = conversation_of(untidy).exchanges
    new = (third, first, replace(second, answer="Answer 2, corrected."))
    store(untidy, Transcript("An opening.", new))

    def texts(row: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in row.items() if name != "position"}

    after = stored(untidy)
    assert texts(after[0]) == texts(before[2])
    assert texts(after[1]) == texts(before[0])
    assert texts(after[2]) == texts(before[1]) | {"answer": "Answer 2, corrected."}
    assert Interview.objects.get().preamble == "An\nopening. "


def test_an_empty_text_removes_every_exchange(make_interview: MakeInterview) -> None:
    interview, other = make_interview(3), make_interview(2)
    done = store(interview, Transcript())

    assert keys(interview) == []
    assert keys(other) == ["q1", "q2"]
    assert done.removed == ["q1", "q2", "q3"]


def written(count: int) -> Iterator[Said]:
    return (Said(f"And what of place {number}?", "Nothing is known.") for number in range(count))


@pytest.mark.parametrize("exchanges", [4, 100])
def test_storing_takes_as_many_queries_for_many_exchanges_as_for_few(
    make_interview: MakeInterview, django_assert_max_num_queries: Any, exchanges: int
) -> None:
    """Two savepoints and releases, lock, two reads, delete, preamble, reworded, moved, added."""
    interview = make_interview(2 * exchanges)
    said = conversation_of(interview).exchanges[exchanges // 2 :]
    changed = (replace(it, answer=f"{it.answer} And more.") for it in said[: exchanges // 2])
    new = Transcript("New.", (*written(exchanges // 2), *changed, *said[exchanges // 2 :]))
    with django_assert_max_num_queries(14):
        done = store(interview, new)

    assert f"{exchanges // 2} exchanges changed" in str(done)
    assert conversation_of(interview) == new


def test_what_changed_since_somebody_saw_it_is_not_overwritten(
    make_interview: MakeInterview,
) -> None:
    interview = make_interview(2)
    seen = changes(interview, Transcript()).digest
    interview.exchanges.filter(key="q2").update(answer="Changed by someone else.")
    before = stored(interview)

    with pytest.raises(ChangedMeanwhileError):
        store(interview, Transcript("Mine."), seen)
    assert stored(interview) == before
    assert store(interview, Transcript("Mine."), changes(interview, Transcript()).digest)


@pytest.mark.parametrize(
    "meanwhile",
    [{"answer": "Other."}, {"asked_by": "Anna"}, {"position": 99}, {"key": "other"}],
)
def test_the_digest_tells_every_change(
    make_interview: MakeInterview, meanwhile: dict[str, Any]
) -> None:
    interview = make_interview(2)
    seen = changes(interview, Transcript()).digest
    assert changes(interview, Transcript("New.")).digest == seen
    interview.exchanges.filter(key="q1").update(**meanwhile)

    assert changes(interview, Transcript()).digest != seen


def test_a_name_that_is_too_long_is_told_in_a_sentence_and_nothing_is_stored(
    make_interview: MakeInterview,
) -> None:
    interview = make_interview(1)
    before = stored(interview)
    with pytest.raises(ValidationError) as refusal:
        store(interview, Transcript("", (Said("One?"), Said("Two?", "Yes.", "", "N" * 201))))

    (message,) = refusal.value.messages
    assert message == (
        f"Exchange 2: the name that begins with “{'N' * 40}” has 201 characters; "
        "shorten it to 200 at most."
    )
    assert stored(interview) == before


def test_control_signs_are_not_stored(make_interview: MakeInterview) -> None:
    interview = make_interview(0)
    store(interview, Transcript("\x00A\x07", (Said("W\x00hat?", "N\x1fo\ud800."),)))

    assert conversation_of(interview) == Transcript("A", (Said("What?", "No."),))


def test_a_half_stored_text_does_not_exist(
    make_interview: MakeInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = make_interview(2)
    before = stored(interview)

    def refuse(*_arguments: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(type(Exchange.objects.all()), "bulk_create", refuse)
    with pytest.raises(RuntimeError):
        store(interview, Transcript("New.", tuple(written(3))))
    assert stored(interview) == before
    assert Interview.objects.get().preamble == ""
