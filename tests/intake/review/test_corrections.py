"""Corrections of a reading: they move boundaries and roles, and never a word."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.transcripts import SPOKEN, Role
from newsroom.intake.documents import INTERVIEW, NEWS_ITEM, Document, read_document
from newsroom.intake.reading import read_text
from newsroom.intake.review import boundaries, corrections
from newsroom.intake.review.corrections import NoSuchPlaceError

if TYPE_CHECKING:
    from collections.abc import Callable

INTERVIEW_TEXT = """\
Interview of Anna Berg to the Daily

12.03.2024

Anna Berg spoke about the year.

BORIS: What was agreed? And when?

ANNA: We agreed on the calendar. Mr. Smith signed it.

It was a long day.

BORIS: What is left open? — Nothing is.
"""
NEWS_TEXT = "24.04.2024\n\nThe first lead.\n\nIts body.\n\n23.04.2024\n\nThe second lead."
PLACES = (
    corrections.opened,
    corrections.joined,
    boundaries.begun,
    boundaries.continued,
)


def document(text: str = INTERVIEW_TEXT) -> Document:
    return read_document(read_text(text))


def words(document: Document) -> list[str]:
    return re.findall(r"\w+", " ".join(f"{it.mark}{it.text}" for it in document.passages))


def roles(document: Document) -> list[Role]:
    return [it.role for it in document.passages]


def said(document: Document) -> list[tuple[str, str]]:
    (publication,) = document.publications
    return [(it.question, it.answer) for it in publication.exchanges]


def test_a_role_is_changed_and_the_result_follows() -> None:
    found = corrections.with_roles(document(), {5: Role.QUESTION})

    assert said(found)[1] == ("It was a long day.\n\nWhat is left open? — Nothing is.", "")


def test_a_paragraph_that_is_left_out_is_taken_back_with_its_speaker() -> None:
    left_out = corrections.with_roles(document(), {4: Role.LEFT_OUT})
    back = corrections.with_roles(left_out, {4: Role.ANSWER})

    assert [it.why for it in left_out.left_out] == ["by hand"]
    assert back.publications == document().publications


def test_a_paragraph_is_cut_between_question_and_answer() -> None:
    starts = boundaries.sentence_starts(document().passages[6].text)
    found = boundaries.cut(document(), 6, 1)

    assert len(starts) == 1
    assert said(found)[-1] == ("What is left open?", "Nothing is.")
    assert found.passages[7].mark == "— "


def test_a_paragraph_of_an_answer_is_cut_into_two() -> None:
    found = boundaries.cut(document(), 4, 1)

    assert [it.text for it in found.passages[4:6]] == [
        "We agreed on the calendar.",
        "Mr. Smith signed it.",
    ]
    assert roles(found)[4:6] == [Role.ANSWER, Role.ANSWER]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One. ", "Two! ", "Three?"]),
        ("He said “Stop.” Then he left.", ["He said “Stop.” ", "Then he left."]),
        ("Mr. Smith and J. Doe came. They left.", ["Mr. Smith and J. Doe came. ", "They left."]),
        ("你好。再见。", ["你好。", "再见。"]),
        ("A list:\n- one\n- two", ["A list:\n", "- one\n", "- two"]),
        ("Version 2.5 is out", ["Version 2.5 is out"]),
    ],
)
def test_sentences_are_told_apart(text: str, sentences: list[str]) -> None:
    starts = [0, *boundaries.sentence_starts(text), len(text)]

    assert [text[a:b] for a, b in pairwise(starts)] == sentences


def test_a_turn_is_merged_with_the_one_above() -> None:
    found = corrections.joined(document(), 6)

    assert len(said(found)) == 1
    assert said(found)[0][1].endswith("It was a long day.\n\nWhat is left open? — Nothing is.")


def test_a_turn_begins_where_it_is_told_to() -> None:
    found = corrections.opened(document(), 5)

    assert document().passages[5].opens is False
    assert found.passages[5].opens is True


def test_a_publication_begins_and_is_joined_again() -> None:
    news = document(NEWS_TEXT)
    one = boundaries.continued(news, 3)
    again = boundaries.begun(one, 3)

    assert [it.lead for it in one.publications] == ["The first lead."]
    assert one.publications[0].text == "Its body.\n\n23.04.2024\n\nThe second lead."
    assert [(it.date, it.lead) for it in again.publications] == [
        (it.date, it.lead) for it in news.publications
    ]


def test_what_begins_below_an_interview_goes_on_in_its_last_answer() -> None:
    found = boundaries.continued(document(f"{INTERVIEW_TEXT}\n13.03.2024\n\nMore words."), 7)

    assert said(found)[-1][0].startswith("What is left open?")
    assert "More words." in "".join(said(found)[-1])


def test_what_is_told_of_a_publication_stays_with_it() -> None:
    told = replace(document(NEWS_TEXT), told=({"headline": "One"}, {"headline": "Two"}))
    parted = boundaries.begun(told, 2)

    assert [it.get("headline") for it in parted.told] == ["One", None, "Two"]
    assert boundaries.continued(parted, 2).told == told.told


def test_questions_and_answers_are_swapped() -> None:
    found = corrections.swapped(document(), 0)

    assert roles(found)[3:5] == [Role.ANSWER, Role.QUESTION]
    assert corrections.swapped(found, 0).publications == document().publications


def test_a_speaker_gets_another_name_and_part_everywhere() -> None:
    named = corrections.renamed(document(), 0, {"ANNA": "Anna Berg"})
    found = corrections.cast(named, 0, {"BORIS": Role.REMARK})

    assert corrections.speakers(found.sections[0]) == {
        "BORIS": {Role.REMARK},
        "Anna Berg": {Role.ANSWER},
    }
    assert corrections.speakers(document().sections[0]) == {
        "BORIS": {Role.QUESTION},
        "ANNA": {Role.ANSWER},
    }


def test_a_news_item_becomes_an_interview_with_its_first_question() -> None:
    news = document("24.04.2024\n\nThe lead.\n\nWhat is new?\n\nNothing.")
    found = corrections.with_roles(news, {2: Role.QUESTION, 3: Role.ANSWER})

    assert [it.kind for it in (*news.publications, *found.publications)] == [NEWS_ITEM, INTERVIEW]
    assert said(found) == [("What is new?", "Nothing.")]


def test_a_doubt_ends_where_somebody_corrects() -> None:
    header = "A talk in Minsk\n\n24.04.2024\n\n"
    doubtful = document(f"{header}Q: One?\n\nQ: Two?\n\nA: Both.\n\nQ: three?\n\nA: Yes.")
    touched = corrections.with_roles(doubtful, {3: Role.ANSWER})

    assert [it.line for it in doubtful.doubts] == [7, 11]
    assert [it.line for it in touched.doubts] == [11]


def test_a_proposed_headline_gives_way_to_one_of_the_document() -> None:
    proposed = document("Some words\n\nQ: Why?\n\nA: Because.").passages
    found = document("An opening statement.\n\nQ: Why?\n\nA: Because.")
    chosen = corrections.with_roles(found, {1: Role.HEADLINE})

    assert proposed[0].text == "Some words"
    assert [it.headline for it in found.publications] == ["Interview"]
    assert [it.headline for it in chosen.publications] == ["An opening statement."]
    assert words(chosen) == words(found)


@pytest.mark.parametrize("place", [-1, 7, 10**6])
@pytest.mark.parametrize("correction", PLACES)
def test_a_place_that_there_is_not_is_refused(
    correction: Callable[..., Document], place: int
) -> None:
    with pytest.raises(NoSuchPlaceError):
        correction(document(), place)


def test_what_cannot_be_done_at_a_place_is_refused() -> None:
    wrongs: list[Callable[[], Document]] = [
        lambda: corrections.with_roles(document(), {7: Role.BODY}),
        lambda: boundaries.cut(document(), 4, 2),
        lambda: boundaries.cut(document(), 4, 0),
        lambda: corrections.joined(document(), 0),
        lambda: boundaries.begun(document(), 0),
        lambda: boundaries.continued(document(), 0),
        lambda: corrections.opened(document(), 1),
        lambda: corrections.swapped(document(), 1),
        lambda: corrections.cast(document(), -1, {}),
    ]
    for wrong in wrongs:
        with pytest.raises(NoSuchPlaceError):
            wrong()


steps = st.lists(
    st.tuples(
        st.sampled_from(["role", "cut", "join", "turn", "begin", "continue", "swap", "cast"]),
        st.integers(0, 12),
        st.sampled_from(list(Role)),
    ),
    max_size=8,
)


def step(document: Document, name: str, place: int, role: Role) -> Document:
    operations: dict[str, Callable[[], Any]] = {
        "role": lambda: corrections.with_roles(document, {place: role}),
        "cut": lambda: boundaries.cut(document, place, 1),
        "join": lambda: corrections.joined(document, place),
        "turn": lambda: corrections.opened(document, place),
        "begin": lambda: boundaries.begun(document, place),
        "continue": lambda: boundaries.continued(document, place),
        "swap": lambda: corrections.swapped(document, 0),
        "cast": lambda: corrections.cast(
            document, 0, {"ANNA": role if role in SPOKEN else Role.REMARK}
        ),
    }
    try:
        return operations[name]()  # type: ignore[no-any-return]
    except NoSuchPlaceError:
        return document


@given(steps, st.sampled_from([INTERVIEW_TEXT, NEWS_TEXT, f"{NEWS_TEXT}\n\n{INTERVIEW_TEXT}"]))
def test_no_correction_loses_or_moves_a_word(steps: list[tuple[str, int, Role]], text: str) -> None:
    found = document(text)
    before = words(found)
    for name, place, role in steps:
        found = step(found, name, place, role)
        assert words(found) == before
        assert all(found.sections)
