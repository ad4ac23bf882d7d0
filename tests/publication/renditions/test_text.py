"""The whole text of a publication as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nh3
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from interviews.models import Exchange, Interview
from newsroom.publication.markup import ATTRIBUTES, SCHEMES, TAGS, render
from newsroom.publication.renditions import as_html
from newsroom.publication.renditions.text import one_after_another, plain_texts_of, word_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from newsroom.news.models import NewsItem


def test_a_news_item_is_its_lead_and_its_body(make_news_item: Callable[..., NewsItem]) -> None:
    html = as_html(make_news_item(lead="It *met*.", body="- one\n- two"))

    assert html == "<p>It <em>met</em>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    assert isinstance(html, SafeString)


def test_an_item_of_a_headline_alone_has_no_text(make_news_item: Callable[..., NewsItem]) -> None:
    assert as_html(make_news_item(headline="Council meets", lead="")) == ""


def test_an_interview_has_its_parts_in_the_order_of_reading(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview(
        2, interviewee="Anna Berg", interviewee_role="Minister", lead="Lead.", preamble="Preamble."
    )
    interview.exchanges.filter(key="q2").update(asked_by="Daily Post", answered_by="Jo Hill")

    assert re.sub(r"\s*\n\s*", "", as_html(interview)) == (
        "<p>TASS agency – Anna Berg, Minister</p><p>Lead.</p><p>Preamble.</p>"
        "<blockquote><p>Question 1?</p></blockquote><p>Answer 1.</p>"
        "<blockquote><p><strong>Daily Post</strong></p><p>Question 2?</p></blockquote>"
        "<p><strong>Jo Hill</strong></p><p>Answer 2.</p>"
    )


def test_a_statement_and_an_open_question_leave_nothing_empty(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview(2, outlet="", interviewee="")
    interview.exchanges.filter(key="q1").update(question="")
    interview.exchanges.filter(key="q2").update(answer="")

    assert re.sub(r"\s*\n\s*", "", as_html(interview)) == (
        "<p>Answer 1.</p><blockquote><p>Question 2?</p></blockquote>"
    )


def test_names_and_texts_cannot_bring_markup_of_their_own(
    make_interview: Callable[..., Interview],
) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(2)) & \u2028"
    interview = make_interview(1, outlet=hostile, interviewee=hostile, lead=hostile)
    interview.exchanges.update(asked_by=hostile[:200], question=hostile, answer=hostile)

    html = as_html(interview)
    assert "<script" not in html
    assert not re.search(r'href="(?!https?:)', html)


def test_links_are_made_whole_by_the_address_of_the_publication(
    make_news_item: Callable[..., NewsItem],
) -> None:
    item = make_news_item(lead="[a](/archive/) [b](#c) [d](https://example.org/) [e](mailto:f@g.h)")
    address = "https://press.example.org/news/2024/04/24/item-1/"

    assert re.findall(r'href="([^"]*)"', as_html(item, address)) == [
        "https://press.example.org/archive/",
        f"{address}#c",
        "https://example.org/",
        "mailto:f@g.h",
    ]
    assert 'href="/archive/"' in as_html(item)


def test_prefetched_exchanges_cost_no_query(
    make_interview: Callable[..., Interview], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        make_interview(5)
    interviews = list(Interview.objects.prefetch_related("exchanges"))

    with django_assert_num_queries(0):
        assert all("Answer 5." in as_html(interview) for interview in interviews)


def test_words_are_counted_without_markup(make_interview: Callable[..., Interview]) -> None:
    interview = make_interview(0, lead="One *two*.", preamble="")
    Exchange.objects.create(
        interview=interview, position=10, question="- [three four](https://example.org/)"
    )
    texts = plain_texts_of(interview)

    assert texts == ["One two.", "", "three four", ""]
    assert word_count(texts) == 4


@given(st.lists(st.text(alphabet="a <>&*[](/)\n\xa0\r\t\"'é", max_size=30), min_size=2, max_size=2))
def test_whatever_is_typed_the_html_is_as_another_washing_leaves_it(typed: list[str]) -> None:
    lead, name = typed
    interview = Interview(pk=1, headline="H", lead=lead, outlet=name)
    interview._prefetched_objects_cache = {"exchanges": []}  # type: ignore[attr-defined]
    html = as_html(interview)

    assert html == nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    assert not re.search(r"\n\s*\n", html)


@given(st.lists(st.text(alphabet="a. \n&>-1*\xa0", max_size=20), min_size=2, max_size=2))
def test_texts_that_follow_on_each_other_are_as_each_of_them_alone(typed: list[str]) -> None:
    together, alone = one_after_another(typed), [render(text) for text in typed]

    assert "\n".join(filter(None, together)) == "\n".join(filter(None, alone))
