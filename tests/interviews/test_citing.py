from __future__ import annotations

import datetime

import pytest

from interviews.citing import quoted_from, source_of
from interviews.models import Exchange, Interview
from newsroom.publication.citing import citations

ADDRESS = "https://press.example.org/interviews/2024/03/12/one/q1/"
WHOLE = {
    "headline": "On the year ahead",
    "outlet": "TASS agency",
    "interviewee": "Imangali Tasmagambetov",
    "interviewee_role": "CSTO Secretary General",
}


def exchange(said: dict[str, str], **fields: str) -> Exchange:
    interview = Interview(date=datetime.date(2024, 3, 12), **WHOLE | fields)
    return Exchange(interview=interview, **said)


def cited(said: dict[str, str], **fields: str) -> list[str]:
    source = quoted_from(exchange(said, **fields), "Newsroom", ADDRESS)
    return [citation.text for citation in citations(source)]


def test_an_answer_is_quoted_with_speaker_role_outlet_date_and_address() -> None:
    press, apa, chicago = cited({"question": "What comes first?", "answer": "The *summit*."})

    assert press == (
        "Imangali Tasmagambetov, CSTO Secretary General, to TASS agency, 12 March 2024: "
        f"“The summit.” {ADDRESS}"
    )
    assert apa == (
        "Imangali Tasmagambetov, CSTO Secretary General: “The summit.” (Newsroom, 2024).\n\n"
        f"Newsroom. (2024, March 12). On the year ahead [Interview by TASS agency]. {ADDRESS}"
    )
    assert chicago == (
        "“The summit.”\n\n"
        "Imangali Tasmagambetov, CSTO Secretary General, “On the year ahead,” "
        f"interview by TASS agency, Newsroom, March 12, 2024, {ADDRESS}."
    )


MISSING = {
    "outlet": (
        {"outlet": ""},
        "Imangali Tasmagambetov, CSTO Secretary General, 12 March 2024: “Yes.” ",
    ),
    "role": (
        {"interviewee_role": ""},
        "Imangali Tasmagambetov, to TASS agency, 12 March 2024: “Yes.” ",
    ),
    "interviewee": (
        {"interviewee": "", "interviewee_role": ""},
        "“On the year ahead”, interview by TASS agency, 12 March 2024: “Yes.” ",
    ),
    "everything": (
        {"outlet": "", "interviewee": "", "interviewee_role": ""},
        "“On the year ahead”, interview, 12 March 2024: “Yes.” ",
    ),
}


@pytest.mark.parametrize(("fields", "press"), MISSING.values(), ids=MISSING)
def test_what_is_not_known_leaves_no_gap(fields: dict[str, str], press: str) -> None:
    found = cited({"answer": "Yes."}, **fields)

    assert found[0] == press + ADDRESS
    for text in found:
        assert not any(gap in text for gap in (", ,", " ,", "()", "[]", "  ", ": :"))
        assert not text.startswith((",", ":", " "))
        assert ADDRESS in text


def test_the_role_is_the_interviewees_and_nobody_elses() -> None:
    other, _apa, chicago = cited({"answer": "Yes.", "answered_by": "John Kirby"})
    same, *_rest = cited({"answer": "Yes.", "answered_by": "IMANGALI TASMAGAMBETOV"})

    assert other.startswith("John Kirby, to TASS agency, 12 March 2024: ")
    assert "\n\nJohn Kirby, “On the year ahead,” interview by TASS agency" in chicago
    assert same.startswith("IMANGALI TASMAGAMBETOV, CSTO Secretary General, to TASS agency")


def test_who_asked_stands_for_an_outlet_that_is_not_known() -> None:
    press, apa, _chicago = cited({"answer": "Yes.", "asked_by": "Anna Berg"}, outlet="")

    assert "CSTO Secretary General, to Anna Berg, 12 March" in press
    assert "[Interview by Anna Berg]" in apa


def test_a_question_that_nobody_answered_is_quoted_as_a_question() -> None:
    press, apa, chicago = cited({"question": "Why?"})

    assert press.startswith("TASS agency, asking Imangali Tasmagambetov, 12 March 2024: “Why?” ")
    assert apa.startswith("TASS agency: “Why?” (Newsroom, 2024).")
    assert "TASS agency, “On the year ahead,” interview with Imangali Tasmagambetov" in chicago


def test_an_interview_is_cited_as_a_whole() -> None:
    interview = exchange({}).interview
    press, apa, chicago = (text for _s, text in citations(source_of(interview, "N.", ADDRESS)))

    assert press == (
        "Imangali Tasmagambetov, CSTO Secretary General, to TASS agency, “On the year ahead”, "
        f"N., 12 March 2024, {ADDRESS}"
    )
    assert apa == (f"N. (2024, March 12). On the year ahead [Interview by TASS agency]. {ADDRESS}")
    assert chicago.startswith(
        "Imangali Tasmagambetov, CSTO Secretary General, “On the year ahead,”"
    )
