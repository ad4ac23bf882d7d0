"""The command that says what should be public and is not, and the other way round."""

from __future__ import annotations

import datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from newsroom.editing.checking import asking
from newsroom.editing.checking.asking import Answer, ThisProcess
from newsroom.editing.checking.faults import faults_of
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.live_server_helper import LiveServer

    from interviews.models import Interview
    from newsroom.publication.models import Publication

SECOND = datetime.timedelta(seconds=1)


def check(*arguments: str) -> str:
    """Return what the command prints where it finds nothing wrong."""
    out = StringIO()
    call_command("check_releases", *arguments, stdout=out, no_color=True)
    return out.getvalue()


def complaints(*arguments: str) -> list[str]:
    """Return the sentences of what the command finds wrong."""
    out = StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("check_releases", *arguments, stdout=out, no_color=True)
    assert raised.value.returncode == 1
    found = [line for line in out.getvalue().splitlines() if "manage.py" in line or "cache" in line]
    number = "1 thing is wrong." if len(found) == 1 else f"{len(found)} things are wrong."
    assert str(raised.value) == number
    return found


@pytest.fixture
def every_state(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    tomorrow: datetime.datetime,
) -> None:
    for published_at in (None, tomorrow, timezone.now() - SECOND):
        make_news_item(headline="Of one day", published_at=published_at)
        make_interview(2, headline="Of one day", published_at=published_at)
    make_news_item(lead="—")
    make_interview(0, date=datetime.date(2024, 4, 24))


def test_where_all_is_well_it_says_so_and_what_goes_public_next(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview], settings: Any
) -> None:
    settings.TIME_ZONE = "Europe/Moscow"
    later = datetime.datetime(2150, 4, 24, 7, tzinfo=datetime.UTC)
    make_interview(headline="The later one", published_at=later)
    make_news_item(headline="The sooner one", published_at=later - SECOND)
    told = check().splitlines()

    assert told[0] == "Goes public next:"
    assert told[1].startswith("  24.04.2150 at 09:59 Moscow time (MSK, UTC+3) (in ")
    assert told[1].endswith(": News, “The sooner one”")
    assert told[2].endswith(": Interviews, “The later one”")


@pytest.mark.parametrize("arguments", [[], ["--all"], ["--most", "1"]])
def test_nothing_is_wrong_in_any_state(every_state: None, arguments: list[str]) -> None:
    assert check(*arguments).count("found nothing wrong.") == 2


def test_an_empty_site_has_nothing_wrong(db: None) -> None:
    assert check().startswith("Nothing is scheduled.\n")


@pytest.mark.django_db(transaction=True)
def test_a_running_site_is_asked_as_readers_do(every_state: None, live_server: LiveServer) -> None:
    assert check("--url", live_server.url).count("found nothing wrong.") == 2


class Stale(ThisProcess):
    """A site with a cache that keeps what was true at some time."""

    def __init__(self) -> None:
        super().__init__()
        self.cache: dict[str, Answer] = {}

    def fetch(self, address: str) -> Answer:
        return self.cache.setdefault(address, super().fetch(address))

    def warm(self, publication: Publication) -> None:
        """Have the cache keep all that is asked about the publication."""
        faults_of(publication, self)
        self.forget()


def test_whatever_still_shows_what_was_withdrawn_is_named(
    make_news_item: Callable[..., NewsItem],
) -> None:
    make_news_item(date=datetime.date(2024, 4, 23))
    item, site = make_news_item(headline="Embargoed", published_at=timezone.now() - SECOND), Stale()
    site.warm(item)
    item.published_at = None
    item.save()
    found = faults_of(item, site)

    assert len(found) > 8
    for sentence in found:
        assert sentence.startswith("“Embargoed” (/news/2024/04/24/item-2/, a draft) must not be")
        assert "restart the server" in sentence
    for surface in ("its page", "its JSON", "the front page", "its sitemap"):
        assert any(f" and is in {surface}: /" in sentence for sentence in found)


def test_whatever_does_not_show_yet_what_was_released_is_named(
    make_interview: Callable[..., Interview],
) -> None:
    make_interview(date=datetime.date(2024, 3, 11))
    interview, site = make_interview(headline="Released", published_at=None), Stale()
    site.warm(interview)
    interview.published_at = timezone.now() - SECOND
    interview.save()
    found = faults_of(interview, site)

    assert len(found) > 5
    page = interview.get_absolute_url()
    assert found[0].startswith(f"“Released” ({page}, public since ")
    assert f"is missing from its page: {page} answers 404." in found[0]
    assert any("is missing from the front page: / answers 200." in it for it in found)


def test_what_is_released_while_it_is_looked_at_is_no_fault(
    make_news_item: Callable[..., NewsItem],
) -> None:
    draft = make_news_item(published_at=None)
    NewsItem.objects.filter(pk=draft.pk).update(published_at=timezone.now())
    assert faults_of(draft, ThisProcess()) == []

    NewsItem.objects.all().delete()
    assert faults_of(draft, ThisProcess()) == []


def in_the_base(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_lost_entry_of_the_search_index_is_found_and_mended(
    make_interview: Callable[..., Interview],
) -> None:
    make_interview(0, headline="Lost words")
    make_interview(0, headline="Other words")
    in_the_base(
        "DELETE FROM interviews_passage WHERE publication_id = "
        "(SELECT min(id) FROM interviews_interview)"
    )
    (found,) = complaints()
    assert "“Lost words”" in found
    assert "is missing from the search: /search/?q=Lost+words&" in found
    assert found.endswith("manage.py check_releases --make-anew")

    assert "made anew" in check("--make-anew")
    assert "found nothing wrong." in check()


@pytest.mark.parametrize("number", [0, 7])
@pytest.mark.parametrize(("unit", "named"), [("month", "April 2024"), ("day", "24 April 2024")])
def test_a_wrong_sum_is_found_and_mended(
    make_news_item: Callable[..., NewsItem], number: int, unit: str, named: str
) -> None:
    make_news_item()
    # Units that once had something may be counted still, as having nothing.
    in_the_base(f"UPDATE news_{unit}count SET number = {number} WHERE number > 0")
    (found,) = complaints()
    assert f"readers are told of {number} publications in {named}, and there are 1." in found

    check("--make-anew")
    check()


def test_a_small_sample_takes_of_every_sort(every_state: None, make_news_item: Any) -> None:
    for _number in range(20):
        make_news_item()
    told = check("--most", "2")

    (line,) = (line for line in told.splitlines() if line.startswith("News: looked at "))
    looked_at = int(line.removeprefix("News: looked at ").partition(",")[0])
    assert 4 <= looked_at <= 8


@pytest.mark.parametrize(
    "url", ["press.example.org", "ftp://press.example.org", "https://", "https://[", "http://x/y"]
)
def test_what_is_no_address_of_a_site_is_said(db: None, url: str) -> None:
    with pytest.raises(CommandError, match="is no address of a site: write https://"):
        check("--url", url)


def test_a_site_that_does_not_answer_is_said(
    make_news_item: Callable[..., NewsItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_news_item()
    monkeypatch.setattr(asking, "PATIENCE", 1)
    with pytest.raises(CommandError, match=r"http://127\.0\.0\.1:9 does not answer: "):
        check("--url", "http://127.0.0.1:9")


def test_fewer_than_one_of_each_is_no_sample(db: None) -> None:
    with pytest.raises(CommandError, match="--most is a number from 1 on"):
        check("--most", "0")
