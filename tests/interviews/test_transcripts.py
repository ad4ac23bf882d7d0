"""Documents in every style that is known, and that no word of any text is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from interviews.paragraphs import clean
from interviews.transcripts import Exchange, Role, Transcript, parse, parse_edited, render
from tests.interviews.styles import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interviews.transcripts import Passage

MARKS = """
Q A Q: A: \\Q: Q1: Q. — – - — - ? . : ： ( ) “ " > * # ## ** __ _ * [a](b) \\ 1.
10:07 END --- {{<a>}}
Question: Вопрос: Ответ: В: О: MR. BERG: Anna Berg: Anna **Anna:** **Anna Moderator: Go back
""".split()
SPACES = [" ", "  ", "\n", "\n\n", "\n \n", "\r", "\x00", "\x85", "\u2028", "\u00a0", "\u200b"]
WORDS = ["word", "It is.", "Is it?", "Anna Berg", "Go back", "e\u0301", "\\Q: no", "Q (Jo): why"]
PARTS = st.sampled_from(MARKS + SPACES + SPACES + WORDS)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=30).map("".join))
EXCHANGES = st.builds(Exchange, TEXTS, TEXTS, TEXTS, TEXTS)
TRANSCRIPTS = st.builds(Transcript, TEXTS, st.lists(EXCHANGES, max_size=4).map(tuple))


@pytest.mark.parametrize("style", DOCUMENTS)
def test_turns_are_found_in_every_style(style: str) -> None:
    turns, questions, exchanges, text = DOCUMENTS[style]
    transcript = parse(text)
    found = transcript.turns, transcript.questions, len(transcript.exchanges)
    assert found == (turns, questions, exchanges)


@pytest.mark.parametrize("style", DOCUMENTS)
def test_no_word_is_lost_in_any_style(style: str) -> None:
    *_, text = DOCUMENTS[style]
    assert letters(clean(text)) == letters(whole(parse(text).passages))


@pytest.mark.parametrize("style", DOCUMENTS)
def test_no_mark_stays_in_what_was_said_in_any_style(style: str) -> None:
    *_, text = DOCUMENTS[style]
    for exchange in parse(text).exchanges:
        for said in (exchange.question, exchange.answer):
            assert not re.match(r"[-–—>■]|\w\s?[-–—.:]|\w+[.:]\s*[-–—]", said)


@given(TRANSCRIPTS)
@example(Transcript("", (Exchange("**", "**", "", "**"),)))
@example(Transcript("\\Q: not a question", (Exchange("Q: A: ?", "END", "a (b", "c\\d)"),)))
@example(Transcript("- a\n- b\n\n* * *", (Exchange("", "Go back"),)))
def test_a_rendered_transcript_is_read_as_it_was(transcript: Transcript) -> None:
    text = render(transcript)
    assert parse(text) == parse_edited(text) == transcript
    assert render(parse(text)) == text


@given(TEXTS)
@example("A:*END\nQ")
@example("Q\r**")
def test_no_word_of_any_text_is_lost(text: str) -> None:
    transcript = parse(text)
    assert letters(clean(text)) == letters(whole(transcript.passages))
    exchanges = transcript.exchanges
    said = "".join([transcript.preamble, *(it.question + it.answer for it in exchanges)])
    stored = "".join(said.split())
    for passage in transcript.passages:
        assert passage.role == Role.LEFT_OUT or "".join(passage.text.split()) in stored


@given(TEXTS)
def test_what_was_read_from_any_text_can_be_edited_as_text(text: str) -> None:
    transcript = parse(text)
    assert parse(render(transcript)) == transcript


def test_names_are_kept_with_what_they_said() -> None:
    transcript = parse(
        "**Anna Berg:** How was the visit?\n\n**President [Li Wei](https://li.example):** Good.\n\n"
        "Very good.\n\n**Jo Hill:** I agree.\n\n**Anna Berg:** And now?\n\n**Li Wei:** Home."
    )
    assert transcript.exchanges == (
        Exchange(
            "How was the visit?",
            "Good.\n\nVery good.\n\n**Jo Hill:** I agree.",
            "Anna Berg",
            "President Li Wei",
        ),
        Exchange("And now?", "Home.", "Anna Berg", "Li Wei"),
    )


def test_whoever_asks_is_not_named_as_the_one_who_answers_without_a_mark() -> None:
    transcript = parse("Q (Daily Post): When?\n\nIn May.\n\nQ (Radio Nord): Where?\n\nHere.")
    assert transcript.exchanges == (
        Exchange("When?", "In May.", "Daily Post"),
        Exchange("Where?", "Here.", "Radio Nord"),
    )


def test_the_word_for_a_question_and_a_name_tell_who_asks() -> None:
    transcript = parse(
        "FRAGE JUNG: Was nun?\n\nSTS HILL: Nichts.\n\nZUSATZFRAGE DECKER: Und?\n\nSTS HILL: Nein."
    )
    assert [(it.asked_by, it.answered_by) for it in transcript.exchanges] == [
        ("JUNG", "STS HILL"),
        ("DECKER", "STS HILL"),
    ]
    assert transcript.doubts == ()


def test_names_before_the_first_question_and_answer_alone_are_theirs() -> None:
    transcript = parse(
        "Jo Hill: How was it?\n\nAnna Berg: Good.\n\nAnd now?\n\nHome.\n\nAt once?\n\nYes, now."
    )
    assert transcript.exchanges == (
        Exchange("How was it?", "Good.", "Jo Hill", "Anna Berg"),
        Exchange("And now?", "Home."),
        Exchange("At once?", "Yes, now."),
    )
    assert [it.text[:7] for it in transcript.doubts] == ["Nothing"]


def test_a_host_asks_where_nobody_else_does_and_is_known_by_the_first_name() -> None:
    transcript = parse(
        "ANNA BERG, HOST: Welcome.\n\nJO HILL, MINISTER: Good morning.\n\n"
        "ANNA: How was the visit?\n\nMINISTER: Good."
    )
    assert [(it.asked_by, it.answered_by) for it in transcript.exchanges] == [
        ("ANNA BERG, HOST", "JO HILL, MINISTER"),
        ("ANNA", "MINISTER"),
    ]


def test_a_moderator_is_neither_question_nor_answer() -> None:
    transcript = parse(
        "MODERATOR: Good morning.\n\nMR. BERG: A word first.\n\nQ When does it begin?\n\n"
        "MODERATOR: Go ahead.\n\nMR. BERG: In May.\n\nMODERATOR: Next.\n\n"
        "Q Where?\n\nMR. BERG: Here."
    )
    assert transcript.preamble == "**MODERATOR:** Good morning.\n\n**MR. BERG:** A word first."
    first, second = transcript.exchanges
    assert first.answered_by == second.answered_by == "MR. BERG"
    assert (
        first.answer == "**MODERATOR:** Go ahead.\n\n**MR. BERG:** In May.\n\n**MODERATOR:** Next."
    )
    assert (transcript.turns, transcript.questions) == (8, 2)


def test_questions_running_are_joined_and_told() -> None:
    transcript = parse(
        "Q When?\n\nQ And where?\n\nMS. HILL: In May.\n\nQ Why?\n\nMS. HILL: Because."
    )
    assert transcript.exchanges[0].question == "When?\n\nAnd where?"
    assert [(it.line, it.text) for it in transcript.doubts] == [
        (3, "Two questions running: they are joined into one.")
    ]


def test_stage_notes_stay_where_they_are() -> None:
    transcript = parse(
        "Q: When? [laughs]\n\nA: Soon.\n\n(Cross-talk.)\n\nQ: Where?\n\nA: (Laughter.) Here."
    )
    assert transcript.exchanges[0] == Exchange("When? [laughs]", "Soon.\n\n(Cross-talk.)")
    assert transcript.turns == 4


def test_a_question_without_a_mark_is_seen_where_somebody_would_answer_twice() -> None:
    transcript = parse(
        "Question: When?\n\nHill: In May, as we have always said in public.\n\n"
        "And last of all: where?\n\nHill: Here."
    )
    assert [it.question for it in transcript.exchanges] == ["When?", "And last of all: where?"]
    assert [it.line for it in transcript.doubts] == [5]


def test_unclosed_emphasis_of_a_label_does_not_reach_the_text() -> None:
    transcript = parse("Question: When?\n\n**Hill:In May.\n\nQuestion: Where?\n\n**Hill: Here.**")
    assert [(it.answer, it.answered_by) for it in transcript.exchanges] == [
        ("In May.", "Hill"),
        ("Here.", "Hill"),
    ]


def test_slanted_type_that_began_in_a_label_ends_where_it_did() -> None:
    transcript = parse("**Q: When?**\n\n*A: It was* **in** May.\n\n**Q: Why?**\n\n*A: So.*")
    assert [it.answer for it in transcript.exchanges] == ["It was **in** May.", "So."]


def test_a_dash_before_a_small_letter_is_told_and_is_no_turn() -> None:
    transcript = parse("— When?\n\n— In May.\n\n— or in June.\n\n— Where?\n\n— Here.")
    assert transcript.exchanges[0].answer == "In May.\n\n— or in June."
    assert [it.line for it in transcript.doubts] == [5]


def test_a_very_long_question_and_a_mark_seen_once_are_told() -> None:
    transcript = parse(
        f"Q: {'word ' * 400}\n\nA: Yes.\n\nJO HILL: No.\n\nQ: Why?\n\nA: So.\n\nQ: When?"
    )
    told = [(it.line, it.text.split(":")[0]) for it in transcript.doubts]
    assert (1, "A very long question") in told
    assert (5, "The mark “JO HILL” appears only once") in told


def test_what_belongs_to_no_conversation_is_left_out_with_its_line() -> None:
    transcript = parse("10:07 A.M. EDT\n\nQ: When?\n\nA: Soon.\n\nEND\n\n10:12 A.M. EDT\n\nGo back")
    assert [tuple(it) for it in transcript.left_out] == [
        (1, "10:07 A.M. EDT", "time stamp"),
        (7, "END", "end sign"),
        (9, "10:12 A.M. EDT", "time stamp"),
        (11, "Go back", "navigation"),
    ]
    assert transcript.exchanges == (Exchange("When?", "Soon."),)


def test_the_wording_of_a_mark_can_be_said_in_an_answer() -> None:
    transcript = Transcript("", (Exchange("What did it say?", "It said:\n\nQ: or was it A?"),))
    assert "\\Q: or was it A?" in render(transcript)
    assert parse(render(transcript)) == transcript


def test_in_an_edited_text_nothing_but_its_own_marks_counts() -> None:
    text = (
        "Q: When?\n\nQ: Where?\n\nA: So:\n\nNATO: here.\n\n— There.\n\n\\END\n\nEND\n\n\\Q: it said"
    )
    transcript = parse_edited(text)
    assert transcript.exchanges == (
        Exchange("When?\n\nWhere?", "So:\n\nNATO: here.\n\n— There.\n\nEND\n\nEND\n\nQ: it said"),
    )
    assert [it.line for it in transcript.doubts] == [3]


def test_an_edited_text_without_marks_is_read_like_any_other() -> None:
    assert len(parse_edited("— When?\n\n— Now.").exchanges) == 1


def test_how_sure_the_reading_is_falls_with_every_doubt() -> None:
    certain = parse("Q: When?\n\nA: Soon.")
    doubtful = parse("Q: When? A: Soon. Q: Where? A: Here.")
    assert certain.sure == 1
    assert doubtful.sure < 0.8
    assert parse("Nobody asks here.").sure == 0


def letters(text: str) -> str:
    """Return the signs of a text without blanks and without emphasis."""
    return re.sub(r"[\s*_]", "", text)


def whole(passages: Iterable[Passage]) -> str:
    return "".join(passage.mark + passage.text for passage in passages)
