"""What was said before the first question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.test import Client

    from interviews.models import Interview

OPENING = "Good afternoon. *Two* announcements first.\n\nThe second one is brief."


def test_the_preamble_is_read_between_the_lead_and_the_first_question(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1, lead="What it was about.", preamble=OPENING)
    html = client.get(interview.get_absolute_url()).text

    shown = re.search(r'<div class="preamble text" dir="auto">(.*?)</div>', html, re.DOTALL)
    assert shown
    assert "<em>Two</em>" in shown[1]
    assert shown[1].count("<p>") == 2
    assert html.index("What it was about.</p>") < shown.start() < html.index('id="q1"')


def test_an_interview_without_a_preamble_shows_no_place_for_it(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    assert "preamble" not in client.get(make_interview(1).get_absolute_url()).text


def test_the_desk_writes_the_preamble_below_the_lead(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1, preamble=OPENING)
    html = desk.get(f"/admin/interviews/interview/{interview.pk}/change/").text

    assert html.index('id="id_lead"') < html.index('id="id_preamble"')
    assert "Two* announcements" in html


def test_the_preamble_is_read_on_the_page_of_the_interview_only(
    client: Client,
    make_interview: Callable[..., Interview],
    django_assert_num_queries: Any,
) -> None:
    interview = make_interview(1, preamble=OPENING)
    for address, told in {
        "/interviews/": False,
        "/": False,
        "/archive/": False,
        interview.get_absolute_url(): True,
    }.items():
        with django_assert_num_queries(3, exact=False) as captured:
            client.get(address)
        asked = [query["sql"] for query in captured.captured_queries]
        assert any('"preamble"' in sql for sql in asked) == told, address
