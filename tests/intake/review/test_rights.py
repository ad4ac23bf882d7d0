"""What a document may change, and by whose hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reversion.models import Revision

from interviews.models import EarlierWording, Interview
from newsroom.editing import history
from newsroom.editing.models import Proposal, PublishLogEntry
from newsroom.editing.stored import content_of
from newsroom.news.models import NewsItem
from newsroom.publication.models import State
from tests.intake.review.test_views import TALK, faults, paste, press

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db

CORRECTED = TALK.replace("the calendar", "the whole calendar")
NEWS = "24.04.2024\n\nThe ministers met in the capital to speak about trade and roads."


def release(publication: Interview | NewsItem, moment: datetime.datetime) -> None:
    type(publication).objects.filter(pk=publication.pk).update(published_at=moment)


def test_who_may_not_publish_is_not_led_to_publish(writer: User, sign_in: SignIn) -> None:
    desk = sign_in(writer)
    page = paste(desk, TALK)
    assert ">Save and publish …<" not in page.text
    saved = press(desk, page, "publish")

    interview = Interview.objects.get()
    assert saved.headers["Location"].endswith(f"/interview/{interview.pk}/change/")
    assert interview.state == State.DRAFT


@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize("tick", [{}, {"publication-0-public": "on"}])
def test_a_correction_of_what_is_released_is_proposed_by_who_may_not_publish(
    writer: User,
    sign_in: SignIn,
    tomorrow: datetime.datetime,
    days: int,
    tick: dict[str, str],
) -> None:
    desk = sign_in(writer)
    press(desk, paste(desk, TALK), "save")
    interview = Interview.objects.get()
    release(interview, tomorrow if days > 0 else tomorrow.replace(year=2024))
    before = content_of(interview)

    page = paste(desk, CORRECTED)
    assert "your correction is proposed" in page.text
    assert ">Propose the correction<" in page.text
    assert 'name="publication-0-public"' not in page.text
    saved = press(desk, page, "save", **tick)

    interview.refresh_from_db()
    assert content_of(interview) == before
    assert not EarlierWording.objects.exists()
    proposal = Proposal.objects.get()
    assert saved.headers["Location"] == proposal.get_desk_url()
    assert (proposal.proposed_by, proposal.note) == (writer, "From a document.")
    assert "the whole calendar" in str(proposal.proposed)
    followed = desk.get(proposal.get_desk_url()).text
    assert "proposed; readers see the present text until a publisher takes it" in followed


def test_a_correction_of_a_draft_is_made_at_once(writer: User, sign_in: SignIn) -> None:
    desk = sign_in(writer)
    press(desk, paste(desk, TALK), "save")
    press(desk, paste(desk, CORRECTED), "save")

    assert "the whole calendar" in str(content_of(Interview.objects.get()))
    assert not Proposal.objects.exists()


def test_a_publisher_corrects_at_once_says_what_readers_are_told_and_the_log_tells_it(
    publisher: User, sign_in: SignIn, tomorrow: datetime.datetime
) -> None:
    desk = sign_in(publisher)
    press(desk, paste(desk, TALK), "save")
    release(Interview.objects.get(), tomorrow.replace(year=2024))
    page = paste(desk, CORRECTED)
    refused = press(desk, page, "save", **{"publication-0-public": "on"})
    assert faults(refused) == ["Say whether this is a minor change or a correction."]
    kind, note = "publication-0-change-kind", "publication-0-change-note"
    press(desk, refused, "save", **{kind: "correction", note: "It was the whole one."})

    interview = Interview.objects.get()
    assert "the whole calendar" in str(content_of(interview))
    assert not Proposal.objects.exists()
    assert interview.corrections.get().note == "It was the whole one."
    entry = PublishLogEntry.objects.get()
    assert (entry.act, entry.user_name) == (PublishLogEntry.Act.CORRECTED, "Boris Ivanov")


def test_where_two_people_are_wanted_a_publisher_proposes_as_well(
    publisher: User, sign_in: SignIn, tomorrow: datetime.datetime, settings: object
) -> None:
    settings.NEWSROOM_TWO_PEOPLE = ["interviews"]  # type: ignore[attr-defined]
    desk = sign_in(publisher)
    press(desk, paste(desk, TALK), "save")
    release(Interview.objects.get(), tomorrow.replace(year=2024))
    press(desk, paste(desk, CORRECTED), "save", **{"publication-0-public": "on"})

    assert Proposal.objects.count() == 1
    assert "the whole calendar" not in str(content_of(Interview.objects.get()))


def test_a_document_is_one_act_of_the_history_and_what_it_corrects_is_kept_before(
    writer: User, sign_in: SignIn
) -> None:
    desk = sign_in(writer)
    press(desk, paste(desk, f"{NEWS}\n\n{TALK}"), "save")
    revision = Revision.objects.get()
    assert (revision.user, revision.comment) == (writer, "From a document.")
    item, interview = NewsItem.objects.get(), Interview.objects.get()
    assert [history.versions_of(it).get().revision for it in (item, interview)] == [revision] * 2
    interview.exchanges.update(answer="By hand, past the desk: we agreed on the calendar.")

    press(desk, paste(desk, CORRECTED), "save")
    corrected, found, first = history.versions_of(interview)
    assert (corrected.revision.user, found.revision.user, first.revision) == (
        writer,
        None,
        revision,
    )
    assert "By hand" in str(history.content_of_version(found))
