"""The page behind a preview link, for people without an account."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from newsroom.editing.models import PreviewLink
from newsroom.editing.models.previews import SALT
from newsroom.news.models import NewsItem
from newsroom.publication.models import State, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview
    from newsroom.publication.models import Publication

HOUR = datetime.timedelta(hours=1)
OVER = "This link does not work"


def link_to(publication: Publication, **fields: Any) -> PreviewLink:
    fields.setdefault("expires_at", timezone.now() + HOUR)
    return PreviewLink.objects.create(publication=publication, **fields)


@pytest.fixture
def draft(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(headline="A meeting", body="Not yet *known*.", published_at=None)


def test_a_link_shows_the_page_to_people_without_an_account(
    client: Client, draft: NewsItem
) -> None:
    page = client.get(link_to(draft).get_absolute_url())

    assert page.status_code == 200
    assert '<h1 dir="auto">A meeting</h1>' in page.text
    assert "Not yet <em>known</em>." in page.text
    assert "Draft, not released." in page.text


def test_its_page_is_never_kept_found_or_told_to_others(client: Client, draft: NewsItem) -> None:
    page = client.get(link_to(draft).get_absolute_url())

    assert {"no-store", "private"} <= set(page.headers["Cache-Control"].split(", "))
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in page.text
    assert not {"ETag", "Last-Modified", "Set-Cookie", "Link"} & set(page.headers)
    assert not page.cookies


@pytest.mark.parametrize("moment", [None, "tomorrow", "past"])
def test_its_page_leads_to_nothing_that_is_not_public(
    client: Client, make_interview: Callable[..., Interview], moment: str | None
) -> None:
    days = {"tomorrow": 1, "past": -1}
    released = timezone.now() + datetime.timedelta(days=days[moment]) if moment else None
    make_interview(2)
    interview = make_interview(7, headline="Not yet", published_at=released)
    tell(interview, "It was said otherwise.", list(interview.exchanges.all())[:2])
    page = client.get(link_to(interview).get_absolute_url()).text
    hrefs = re.findall(r'(?:href|src|action|content)="([^"]*)"', page)

    assert interview.slug not in "".join(re.findall(r"<[^>]*>", page))
    assert not [it for it in hrefs if re.search(r"feed|\.json|\.md|/\d{4}/|/q\d/", it)]
    assert "application/ld+json" not in page
    assert 'rel="canonical"' not in page
    assert "og:" not in page
    assert "Answer 7." in page
    assert {it for it in hrefs if it.startswith("#")} > {"#q1", "#q7"}


def test_the_banner_names_the_embargo_and_the_end_of_the_link(
    client: Client, make_interview: Callable[..., Interview], settings: Any
) -> None:
    settings.TIME_ZONE = "Europe/Moscow"
    embargo = datetime.datetime(2150, 4, 24, 7, tzinfo=datetime.UTC)
    interview = make_interview(published_at=embargo)
    end = datetime.datetime(2150, 4, 23, 7, tzinfo=datetime.UTC)
    page = client.get(link_to(interview, expires_at=end).get_absolute_url()).text
    told = " ".join(page.split())

    moscow = "at 10:00 Moscow time (MSK, UTC+3)"
    assert f"Embargo: not to be published before 24.04.2150 {moscow}." in told
    assert f"This link works until 23.04.2150 {moscow}." in told


def test_the_page_shows_what_is_saved_now(client: Client, draft: NewsItem) -> None:
    address = link_to(draft).get_absolute_url()
    draft.headline, draft.slug = "Another headline", "moved"
    draft.save()

    assert "Another headline" in client.get(address).text


def test_whoever_is_signed_in_sees_no_more_than_others(desk: Client, draft: NewsItem) -> None:
    link = link_to(draft)
    page = desk.get(link.get_absolute_url())

    assert page.text == Client().get(link.get_absolute_url()).text
    assert "/admin/" not in page.text
    assert not page.cookies


def test_views_are_counted_and_asking_for_the_headers_is_none(
    client: Client, draft: NewsItem
) -> None:
    link = link_to(draft)
    assert client.head(link.get_absolute_url()).status_code == 200
    link.refresh_from_db()
    assert (link.views, link.viewed_at) == (0, None)

    client.get(link.get_absolute_url())
    client.get(link.get_absolute_url())
    link.refresh_from_db()
    assert link.views == 2
    assert link.viewed_at
    assert timezone.now() - link.viewed_at < HOUR


def expired(link: PreviewLink) -> None:
    link.expires_at = timezone.now()
    link.save()


def revoked(link: PreviewLink) -> None:
    link.revoked_at = timezone.now()
    link.save()


def publication_deleted(_link: PreviewLink) -> None:
    NewsItem.objects.all().delete()


@pytest.mark.parametrize("end", [expired, revoked, publication_deleted])
def test_a_link_that_ended_shows_nothing_and_says_whom_to_ask(
    client: Client, draft: NewsItem, end: Callable[[PreviewLink], None]
) -> None:
    link = link_to(draft)
    end(link)
    page = client.get(link.get_absolute_url())
    link.refresh_from_db()

    assert page.status_code == 410
    assert OVER in page.text
    assert "Please ask whoever sent it to you for a new one." in page.text
    assert "A meeting" not in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert link.views == 0


@pytest.mark.parametrize(
    "forge",
    [
        lambda _token: "x",
        lambda token: token[:-1],
        lambda token: token + "x",
        lambda token: token.partition(".")[0],
        lambda token: "999" + token,
        lambda token: token.replace(".", ".."),
        lambda _token: "%00",
        lambda _token: "%D0%B0%FF",
        lambda _token: "1" * 5000,
        lambda token: Signer(sep=".").sign(token.partition(".")[0]),
        lambda _token: Signer(salt=SALT, sep=".").sign("9" * 30 + "-0"),
        lambda _token: Signer(salt=SALT, sep=".").sign("x"),
    ],
)
def test_a_forged_link_answers_in_the_words_of_one_that_ended(
    client: Client, draft: NewsItem, forge: Callable[[str], str]
) -> None:
    link = link_to(draft)
    forged = client.get(f"/preview/{forge(link.token)}/")
    revoked(link)
    ended = client.get(link.get_absolute_url())

    assert forged.status_code == 404
    assert forged.text == ended.text
    assert "A meeting" not in forged.text


def test_a_number_that_a_restored_base_gives_again_does_not_open_another_text(
    client: Client, draft: NewsItem, make_news_item: Callable[..., NewsItem]
) -> None:
    lost = link_to(draft, made_at=timezone.now() - HOUR)
    token = lost.token
    PreviewLink.objects.all().delete()
    link_to(make_news_item(published_at=None), pk=lost.pk)

    assert client.get(f"/preview/{token}/").status_code == 404


def test_a_withdrawn_publication_is_still_shown_as_a_draft(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item()
    address = link_to(item).get_absolute_url()
    assert "Preview of a page that is public already." in client.get(address).text
    item.published_at = None
    item.save()

    assert item.state == State.DRAFT
    assert "Draft, not released." in client.get(address).text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent_to_it(client: Client, draft: NewsItem, method: str) -> None:
    link = link_to(draft)

    assert getattr(client, method)(link.get_absolute_url()).status_code == 405


def test_it_costs_a_few_queries_however_long_the_interview(
    client: Client,
    make_interview: Callable[..., Interview],
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    address = link_to(make_interview(60)).get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(6):
        assert "Answer 60." in client.get(address).text
