from __future__ import annotations

import pytest

from interviews.leftovers import why_left_out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Go back", "navigation"),
        ("Read more...", "navigation"),
        ("« Back to the all news", "navigation"),
        ("Версия для печати", "navigation"),
        ("END", "end sign"),
        ("(begin transcript)", "end sign"),
        ("FOR IMMEDIATE RELEASE", "release line"),
        ("[ Publicité ]", "advertisement"),
        ("Advertisement - scroll to continue", "advertisement"),
        ("Back to Press Releases", "navigation"),
        ("\\###", "end sign"),
        ("* * *", "end sign"),
        ("---", "rule"),
        ("_________", "rule"),
        ("11:09 A.M. CEST", "time stamp"),
        ("10:07", "time stamp"),
        ("{{< video 1 >}}", "place-holder of the page it came from"),
    ],
)
def test_what_belongs_to_no_publication_is_known(text: str, why: str) -> None:
    assert why_left_out(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "Go back to your homes, the minister said.",
        "END OF STATEMENT",
        "Advertisement pays for the paper.",
        "Publicity",
        "The end.",
        "Home.",
        "Next.",
        "Next week we meet again.",
        "24.04.2024",
        "10 people came.",
        "—",
        "Yes.",
        "{ a } b",
    ],
)
def test_words_of_a_publication_stay(text: str) -> None:
    assert why_left_out(text) == ""
