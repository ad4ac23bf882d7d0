from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from interviews.models import Interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


@pytest.fixture
def page(client: Client, source_content: None) -> str:
    return client.get(Interview.objects.get().get_absolute_url()).content.decode()


def test_the_page_holds_every_turn_word_for_word_in_order(page: str) -> None:
    shown = re.findall(
        r'<div class="(question|answer) text" dir="auto">(.*?)</div>', page, re.DOTALL
    )
    turns = [
        (kind, unescape(re.sub(r'<p class="unseen" dir="auto">.*?</p>|</?p>', "", html)).strip())
        for kind, html in shown
    ]
    stored = [
        turn
        for exchange in Interview.objects.get().exchanges.all()
        for turn in (("question", exchange.question), ("answer", exchange.answer))
    ]

    assert turns == stored
    assert len(turns) == 14


def test_every_exchange_has_a_place_to_link_to(page: str) -> None:
    assert re.findall(r'<section class="exchange" id="(\w+)"', page) == [
        f"q{number}" for number in range(1, 8)
    ]
    assert page.count('<a href="#q3"><span class="unseen">Question </span>3</a>') == 1


def test_outlet_interviewee_and_role_stand_below_the_headline(page: str) -> None:
    assert "TASS agency" in page
    assert "Imangali Tasmagambetov, CSTO Secretary General" in page


def test_several_speakers_are_named(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1)
    interview.exchanges.update(asked_by="A reporter", answered_by="MR. KIRBY")
    html = client.get(interview.get_absolute_url()).content.decode()

    assert '<p class="speaker" dir="auto">A reporter</p>' in html
    assert '<p class="speaker" dir="auto">MR. KIRBY</p>' in html


def test_a_statement_without_a_question_is_called_so(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1)
    interview.exchanges.update(question="")
    html = client.get(interview.get_absolute_url()).content.decode()

    assert "Statement" in html
    assert 'class="question' not in html


def listed(client: Client, query: str) -> list[str]:
    html = client.get(f"/interviews/?{query}").content.decode()
    return re.findall(r"<h2><a[^>]*>(.*?)</a>", html)


def test_interviews_are_filtered_by_outlet_and_interviewee(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    make_interview(0, headline="A", outlet="TASS agency", interviewee="One")
    make_interview(0, headline="B", outlet="МИА «Россия»", interviewee="One")
    make_interview(0, headline="C", outlet="TASS agency", interviewee="Two")

    assert listed(client, "outlet=TASS+agency") == ["A", "C"]
    assert listed(client, "interviewee=One") == ["A", "B"]
    assert listed(client, "outlet=МИА+«Россия»&interviewee=One") == ["B"]
    assert listed(client, "outlet=TASS+agency&date_before=2020-01-01") == []


def test_only_outlets_of_public_interviews_are_offered(
    client: Client, desk: Client, make_interview: Callable[..., Interview]
) -> None:
    make_interview(0, outlet="Open outlet")
    make_interview(0, outlet="Secret outlet", published_at=None)

    assert "Secret outlet" not in client.get("/interviews/").content.decode()
    assert "Secret outlet" in desk.get("/interviews/").content.decode()


def test_an_outlet_that_never_asked_is_told_beside_the_field(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    make_interview(0)
    html = client.get("/interviews/?outlet=Nobody").content.decode()

    assert "No published interview has this." in html
    assert 'id="id_outlet_error"' in html


def test_the_words_around_a_text_do_not_decide_which_way_it_runs(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    """dir="auto" looks at the first letter, but not at that of an element with its own."""
    interview = make_interview(1, headline="مقابلة")
    page, section = client.get(interview.get_absolute_url()).text, client.get("/interviews/").text

    assert '<p class="unseen" dir="auto">Answer</p>' in page
    assert '<p class="kicker" dir="auto">' in section


def test_a_choice_of_the_filter_is_written_once_and_its_blanks_are_kept(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    make_interview(outlet="TASS <agency>")
    make_interview(outlet="Two  blanks")
    page = client.get("/interviews/", {"outlet": "TASS <agency>"}).content.decode()

    assert '<option value="">All outlets</option>' in page
    assert "<option selected>TASS &lt;agency&gt;</option>" in page
    assert '<option value="Two  blanks">Two  blanks</option>' in page
    found = client.get("/interviews/", {"outlet": "Two  blanks"}).content.decode()
    assert found.count("<article") == 1
