from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from reversion.models import Revision, Version

from interviews.models import Exchange, Interview
from newsroom.editing import history
from newsroom.editing.meanwhile.sent import BASE
from newsroom.editing.stored import content_of
from newsroom.editing.version_contents import contents_of
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client


def test_a_version_holds_the_publication_with_its_parts(
    make_interview: Callable[..., Interview], writer: User
) -> None:
    interview, other = make_interview(exchanges=3), make_interview()
    content = content_of(interview)

    with history.one_act(writer, "Imported."):
        history.record(other, writer, "")
        history.record(interview, writer, "")
    interview.exchanges.filter(key="q2").delete()

    (version,) = history.versions_of(interview)
    assert history.content_of_version(version) == content
    assert (version.revision.user, version.revision.comment) == (writer, "Imported.")
    assert Revision.objects.count() == 1


def test_what_came_in_unseen_is_kept_before_it_is_changed(
    make_interview: Callable[..., Interview], writer: User
) -> None:
    interview = make_interview()
    history.record(interview, writer, "Written.")
    interview.exchanges.filter(key="q1").update(answer="By hand.")

    history.catch_up(interview)
    history.catch_up(interview)

    found, written = history.versions_of(interview)
    assert found.revision.user is None
    assert history.content_of_version(found) == content_of(interview)
    assert history.content_of_version(written) != content_of(interview)


def test_what_is_kept_already_is_not_kept_again(
    make_interview: Callable[..., Interview], writer: User
) -> None:
    interview = make_interview()

    for _act in range(3):
        history.record(interview, writer, "Saved.")

    assert history.versions_of(interview).count() == 1
    assert Revision.objects.count() == 1


def test_a_release_is_kept_though_no_word_changes(
    make_news_item: Callable[..., NewsItem], writer: User
) -> None:
    item = make_news_item(published_at=None)
    history.record(item, writer, "Written.")
    NewsItem.objects.update(published_at=timezone.now())

    history.record(item, writer, "Published.")
    history.record(item, writer, "Saved.")

    assert [it.revision.comment for it in history.versions_of(item)] == ["Published.", "Written."]


def test_what_was_found_within_an_act_is_kept_beside_what_the_act_made_of_it(
    make_news_item: Callable[..., NewsItem], writer: User
) -> None:
    item = make_news_item(lead="Found.")

    with history.one_act(writer, "Imported."):
        history.catch_up(item)
        NewsItem.objects.update(lead="Half-way.")
        history.record(item, writer, "")
        history.catch_up(item)
        NewsItem.objects.update(lead="Made.")

    kept = [history.content_of_version(it).texts["lead"] for it in history.versions_of(item)]
    assert kept == ["Made.", "Found."]


def test_an_act_that_fails_keeps_nothing_and_leaves_no_act_behind(
    make_news_item: Callable[..., NewsItem], writer: User
) -> None:
    item = make_news_item()

    def fail() -> None:
        with history.one_act(writer, "Imported."):
            history.record(item, writer, "")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Version.objects.exists()

    history.record(item, writer, "Written.")
    assert history.versions_of(item).count() == 1


def test_what_an_act_deletes_again_is_no_version(
    make_news_item: Callable[..., NewsItem], writer: User
) -> None:
    item = make_news_item()

    with history.one_act(writer, "Imported."):
        history.record(item, writer, "")
        NewsItem.objects.all().delete()

    assert not Version.objects.exists()


def test_the_versions_of_a_long_conversation_are_read_in_one_query(
    make_interview: Callable[..., Interview], writer: User
) -> None:
    interview, other = make_interview(exchanges=30), make_interview(exchanges=30)
    for number in range(5):
        Exchange.objects.filter(key="q7").update(answer=f"Answer {number}.")
        with history.one_act(writer, "Both."):
            history.record(interview, writer, "")
            history.record(other, writer, "")
    versions = list(history.versions_of(interview))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        contents = contents_of(versions)

    assert len(queries) == 1
    answers = [contents[it.pk].parts[6].texts["answer"] for it in versions]
    assert answers == [f"Answer {number}." for number in (4, 3, 2, 1, 0)]
    assert {len(content.parts) for content in contents.values()} == {30}


def test_exchanges_of_another_interview_with_a_like_number_are_not_mixed_in(
    make_interview: Callable[..., Interview], writer: User
) -> None:
    one = make_interview(pk=1, exchanges=2)
    eleven = make_interview(pk=11, exchanges=3)
    with history.one_act(writer, "Both."):
        history.record(one, writer, "")
        history.record(eleven, writer, "")

    (version,) = history.versions_of(one)
    assert history.content_of_version(version) == content_of(one)


def test_every_save_of_the_form_that_changes_something_is_one_version(
    desk: Client, make_news_item: Callable[..., NewsItem], editor: User
) -> None:
    item = make_news_item(published_at=None)
    where = reverse("admin:news_newsitem_change", args=[item.pk])

    for lead in ("One.", "One.", "Two."):
        sent = {"date": "24.04.2024", "slug": item.slug, "headline": "", "body": "", "lead": lead}
        answer = desk.post(where, sent | {BASE: desk.get(where).context[BASE]})
        assert answer.status_code == 302

    kept = [history.content_of_version(it).texts["lead"] for it in history.versions_of(item)]
    assert kept == ["Two.", "One.", "Lead of item 1."]


def test_a_list_of_deleted_publications_is_one_act(
    desk: Client, make_news_item: Callable[..., NewsItem], editor: User
) -> None:
    items = [make_news_item(published_at=None) for _number in range(3)]
    sent = {"action": "delete_selected", "_selected_action": [it.pk for it in items], "post": "yes"}

    desk.post(reverse("admin:news_newsitem_changelist"), sent)

    assert not NewsItem.objects.exists()
    (revision,) = Revision.objects.filter(details__is_deletion=True)
    assert revision.version_set.count() == 3
    assert (revision.user, revision.details.user_name) == (editor, "editor")
