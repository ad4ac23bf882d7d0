from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.editing import history
from newsroom.editing.models import Proposal, Review
from newsroom.editing.models.about import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem
    from newsroom.publication.models import Publication

HOUR = datetime.timedelta(hours=1)


def section(page: str, name: str) -> str:
    """Return the list of the page that has this id."""
    return page.partition(f'aria-labelledby="day-{name}"')[2].partition("</section>")[0]


def ask_for_review(publication: Publication, user: User) -> None:
    Review.objects.create(
        publication=publication, asked_by=user, asked_by_name=name_of(user), note="Please read."
    )


def propose(publication: Publication, user: User) -> None:
    Proposal.objects.create(
        publication=publication,
        base={},
        proposed={},
        note="The date was wrong.",
        proposed_by=user,
        proposed_by_name=name_of(user),
    )


@pytest.fixture
def publishing(publisher: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(publisher)


def test_the_first_page_is_the_day_of_the_desk(
    publishing: Client,
    writer: User,
    publisher: User,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    now = timezone.now()
    waits = make_interview(headline="Waits for review", published_at=None)
    ask_for_review(waits, writer)
    live = make_news_item(headline="Better wording proposed", published_at=now - HOUR)
    propose(live, writer)
    make_news_item(headline="At ten o’clock", published_at=now + 2 * HOUR)
    mine = make_interview(headline="My own draft", published_at=None)
    history.record(mine, publisher, "Written.")

    page = publishing.get("/admin/").text

    review = section(page, "review")
    assert "Waits for review" in review
    assert "Anna Berg asked on" in review
    assert "Please read." in review
    assert "Better wording proposed" in section(page, "proposed")
    assert "The date was wrong." in section(page, "proposed")
    upcoming = section(page, "next").replace("\xa0", " ")
    assert "At ten o’clock" in upcoming
    assert "UTC" in upcoming
    assert "1 hour, 59 minutes" in upcoming
    assert "Better wording proposed" in section(page, "published")
    assert "At ten" not in section(page, "published")
    assert "My own draft" in section(page, "mine")
    assert "Waits for review" not in section(page, "mine")


def test_an_answer_reaches_the_one_who_asked(
    writer: User,
    publishing: Client,
    sign_in: Callable[[User], Client],
    make_news_item: Callable[..., NewsItem],
) -> None:
    draft, live = make_news_item(headline="A draft", published_at=None), make_news_item()
    ask_for_review(draft, writer)
    propose(live, writer)
    now = timezone.now()
    Review.objects.update(answer="Name the place.", answered_by_name="Boris", answered_at=now)
    Proposal.objects.update(
        answer="declined", answer_note="It is right.", answered_by_name="Boris", answered_at=now
    )

    answers = section(sign_in(writer).get("/admin/").text, "answers")

    assert "Boris sent it back" in answers
    assert "Name the place." in answers
    assert "Boris declined <a" in answers
    assert "It is right." in answers
    page = publishing.get("/admin/").text
    assert "Name the place." not in page
    assert "A draft" not in section(page, "review")


def test_what_goes_public_next_comes_first_whatever_its_desk(
    publishing: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    now = timezone.now()
    make_news_item(headline="Third", published_at=now + 3 * HOUR)
    make_interview(headline="Second", published_at=now + 2 * HOUR)
    make_news_item(headline="First", published_at=now + HOUR)

    page = section(publishing.get("/admin/").text, "next")

    assert page.index("First") < page.index("Second") < page.index("Third")


def test_a_desk_that_somebody_has_no_right_to_shows_nothing(
    sign_in: Callable[[User], Client],
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    django_user_model: type[User],
    writer: User,
) -> None:
    soon = timezone.now() + HOUR
    make_news_item(headline="News to come", published_at=soon)
    interview = make_interview(headline="Interview to come", published_at=soon)
    ask_for_review(interview, writer)
    nobody = django_user_model.objects.create_user("nobody", is_staff=True)
    writer.groups.clear()
    writer.user_permissions.set(Permission.objects.filter(codename="view_newsitem"))

    assert "to come" not in sign_in(nobody).get("/admin/").text
    page = sign_in(writer).get("/admin/").text
    assert "News to come" in page
    assert "Interview to come" not in page
    assert "/admin/news/newsitem/add/" not in page


def test_what_is_gone_is_left_out(
    publishing: Client, writer: User, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(headline="Deleted since", published_at=None)
    ask_for_review(item, writer)
    history.record(item, writer, "Written.")
    item.delete()

    answer = publishing.get("/admin/")

    assert answer.status_code == 200
    assert "Deleted since" not in answer.text


def test_the_cost_does_not_grow(
    publishing: Client,
    publisher: User,
    writer: User,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    def fill(number: int) -> None:
        for _number in range(number):
            for make in (make_news_item, make_interview):
                history.record(make(published_at=timezone.now() - HOUR), publisher, "Written.")
                ask_for_review(make(published_at=None), writer)
                propose(make(published_at=timezone.now() + HOUR), writer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            publishing.get("/admin/")
        return len(queries)

    fill(1)
    few = cost()
    fill(12)

    assert cost() == few
