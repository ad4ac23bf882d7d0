from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from newsroom.editing import history
from newsroom.editing.contents import Part
from newsroom.editing.models import Proposal, PublishLogEntry
from newsroom.editing.releases import publish_log
from newsroom.editing.stored import content_of, put
from newsroom.editing.versions import recovering
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    Make = Callable[..., Any]


def address(publication: Any, view: str, *more: Any) -> str:
    meta = publication._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{view}", args=[publication.pk, *more])


def rewrite(publication: Any, user: User, **texts: str) -> Any:
    """Change texts as the desk does, and return the version that this makes."""
    content = content_of(publication)
    put(publication, replace(content, texts={**content.texts, **texts}))
    history.record(publication, user, "Edited.")
    return history.versions_of(publication)[0]


def page(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def client(sign_in: Callable[[User], Client], writer: User) -> Client:
    return sign_in(writer)


@pytest.fixture
def draft(make_news_item: Make, writer: User) -> NewsItem:
    """A news item with two versions."""
    item: NewsItem = make_news_item(published_at=None, lead="One two three.")
    history.record(item, writer, "Written.")
    rewrite(item, writer, lead="One 2 three.", headline="Headline")
    return item


def test_the_history_tells_who_wrote_what_and_when(client: Client, draft: NewsItem) -> None:
    html = page(client, address(draft, "history"))

    assert html.count("Anna Berg</td>") == 2
    assert "headline, lead" in html
    assert "the first version" in html
    assert "UTC</td>" in html


def test_a_name_stays_when_its_user_is_deleted(
    client: Client, draft: NewsItem, publisher: User
) -> None:
    rewrite(draft, publisher, lead="By somebody who leaves.")
    publisher.delete()

    assert "Boris Ivanov</td>" in page(client, address(draft, "history"))


def test_releases_stand_between_the_versions(
    client: Client, draft: NewsItem, publisher: User, writer: User
) -> None:
    draft.published_at = timezone.now()
    draft.save()
    publish_log.note(draft, publish_log.Act.PUBLISHED, publisher, note="At last.")
    rewrite(draft, writer, lead="After that.")

    html = page(client, address(draft, "history"))

    published = html.index("At last.")
    assert html.index("lead; release") < published < html.index("headline, lead")
    assert "Boris Ivanov</td>" in html


def test_what_was_changed_by_sql_is_told_as_such(client: Client, draft: NewsItem) -> None:
    NewsItem.objects.update(lead="By hand.")

    assert "differs from the latest version" in page(client, address(draft, "history"))


def test_a_publication_without_versions_has_a_history_page(
    client: Client, make_news_item: Make
) -> None:
    assert "No version is kept yet" in page(client, address(make_news_item(), "history"))


def test_any_two_versions_are_compared_the_older_one_first(client: Client, draft: NewsItem) -> None:
    new, old = history.versions_of(draft)
    NewsItem.objects.update(lead="By hand.")
    compare = address(draft, "compare")

    html = page(client, compare, old=new.pk, new=old.pk)
    assert html.index("Version 1,") < html.index("Version 2,")
    assert "Lead: changed" in html
    assert "Headline: new" in html
    assert "Headline" not in page(client, compare, old=new.pk, new="now").split("What differs")[1]
    assert "the two read the same" in page(client, compare, old=new.pk, new=new.pk)
    assert "the two read the same" in page(client, compare, old="now", new="now")


def test_an_old_version_compares_exchanges_that_went_moved_and_came(
    client: Client, make_interview: Make, writer: User
) -> None:
    interview = make_interview(exchanges=4)
    history.record(interview, writer, "Written.")
    (version,) = history.versions_of(interview)
    content = content_of(interview)
    one, two, three, four = content.parts
    put(interview, replace(content, parts=(four, one, three, Part("new", two.texts))))

    html = page(client, address(interview, "compare"), old=version.pk, new="now")

    assert "Exchange 2 as it was: removed" in html
    assert "Exchange 1: moved from place 4" in html
    assert "Exchange 4: new" in html


@pytest.mark.parametrize("forged", ["", "0", "-1", "x", "١", "9" * 18, "9" * 5000, "\0", "now\0"])
def test_a_forged_number_of_a_version_is_not_found(
    client: Client, draft: NewsItem, forged: str
) -> None:
    answer = client.get(address(draft, "compare"), {"old": forged, "new": "now"})

    assert answer.status_code == 404
    assert client.get(address(draft, "compare")).status_code == 404


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 5000, "\0", ""])
def test_a_forged_number_of_a_page_never_fails(client: Client, draft: NewsItem, asked: str) -> None:
    assert client.get(address(draft, "history"), {"page": asked}).status_code in {200, 404}
    assert client.get(reverse("admin:news_newsitem_deleted"), {"page": asked}).status_code == 200


def test_a_version_of_another_publication_is_not_found(
    client: Client, draft: NewsItem, make_news_item: Make, writer: User
) -> None:
    other = make_news_item(published_at=None)
    history.record(other, writer, "Written.")
    (foreign,) = history.versions_of(other)

    assert (
        client.get(address(draft, "compare"), {"old": foreign.pk, "new": "now"}).status_code == 404
    )
    for answer in (client.get, client.post):
        assert answer(address(draft, "restore", foreign.pk)).status_code == 404
    assert draft.lead == NewsItem.objects.get(pk=draft.pk).lead


def restore(client: Client, publication: Any, version: Any, **fields: Any) -> Any:
    """Restore the version as somebody does who has looked at the page."""
    where = address(publication, "restore", version.pk)
    seen = client.get(where).context["restoring"].seen
    return client.post(where, {"seen": seen, **fields}, follow=True)


def test_a_restored_draft_says_what_it_said_and_keeps_what_it_has_said_since(
    client: Client, draft: NewsItem, writer: User
) -> None:
    since, first = history.versions_of(draft)
    was = history.content_of_version(since)

    answer = restore(client, draft, first)

    assert "The version is restored" in answer.content.decode()
    assert content_of(NewsItem.objects.get()) == history.content_of_version(first)
    latest, before, _first = history.versions_of(draft)
    assert latest.revision.comment.startswith("Restored the version of ")
    assert latest.revision.user == writer
    assert history.content_of_version(before) == was


def test_restoring_brings_back_exchanges_with_their_keys_and_order(
    client: Client, make_interview: Make, writer: User
) -> None:
    interview = make_interview(exchanges=4, published_at=None)
    history.record(interview, writer, "Written.")
    (version,) = history.versions_of(interview)
    content = content_of(interview)
    one, two, three, four = content.parts
    put(interview, replace(content, parts=(four, one, Part("new", two.texts))))
    assert three.key == "q3"

    restore(client, interview, version)

    assert content_of(interview) == content


def test_what_was_stored_by_sql_is_kept_before_a_version_replaces_it(
    client: Client, draft: NewsItem
) -> None:
    first = history.versions_of(draft)[1]
    NewsItem.objects.update(lead="By hand.")

    restore(client, draft, first)

    found = history.versions_of(draft)[1]
    assert history.content_of_version(found).texts["lead"] == "By hand."


def test_restoring_never_changes_the_release(
    sign_in: Callable[[User], Client], draft: NewsItem, publisher: User
) -> None:
    first = history.versions_of(draft)[1]
    moment = timezone.now()
    NewsItem.objects.update(published_at=moment)

    restore(sign_in(publisher), draft, first, **{"change-kind": "minor"})

    item = NewsItem.objects.get()
    assert (item.lead, item.published_at) == ("One two three.", moment)


def test_what_readers_see_is_restored_only_with_a_word_of_what_they_are_told(
    sign_in: Callable[[User], Client], make_interview: Make, publisher: User
) -> None:
    interview = make_interview()
    history.record(interview, publisher, "Written.")
    (version,) = history.versions_of(interview)
    content = content_of(interview)
    interview.exchanges.filter(key="q2").update(answer="A mistake.")
    client = sign_in(publisher)

    refused = restore(client, interview, version)
    assert "Say whether this is a minor change or a correction." in refused.content.decode()
    assert content_of(interview) != content

    told = {"change-kind": "correction", "change-note": "He said answer 2."}
    restore(client, interview, version, **told)
    assert content_of(interview) == content
    assert interview.corrections.get().note == "He said answer 2."
    assert PublishLogEntry.objects.get().act == PublishLogEntry.Act.CORRECTED


def test_who_may_not_change_it_at_once_proposes_to_restore(
    client: Client, draft: NewsItem, writer: User
) -> None:
    first = history.versions_of(draft)[1]
    NewsItem.objects.update(published_at=timezone.now())
    before = content_of(NewsItem.objects.get())

    restore(client, draft, first)

    proposal = Proposal.objects.get()
    assert proposal.proposed["texts"]["lead"] == "One two three."
    assert proposal.proposed_by == writer
    assert content_of(NewsItem.objects.get()) == before


@pytest.mark.parametrize(
    "change",
    [{"lead": "Newer."}, {"published_at": datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)}],
)
def test_a_page_that_is_overtaken_restores_nothing_and_is_shown_anew(
    client: Client, draft: NewsItem, change: dict[str, Any]
) -> None:
    first = history.versions_of(draft)[1]
    where = address(draft, "restore", first.pk)
    seen = client.get(where).context["restoring"].seen
    NewsItem.objects.update(**change)
    before = content_of(NewsItem.objects.get())

    answer = client.post(where, {"seen": seen})

    assert "Someone changed this meanwhile" in answer.content.decode()
    assert content_of(NewsItem.objects.get()) == before
    assert not Proposal.objects.exists()


def test_an_address_that_is_taken_by_now_is_not_restored(
    client: Client, draft: NewsItem, make_news_item: Make, writer: User
) -> None:
    old = draft.slug
    first = history.versions_of(draft)[1]
    rewrite(draft, writer, slug="another")
    make_news_item(slug=old, published_at=None)

    assert "The address stays" in page(client, address(draft, "restore", first.pk))
    restore(client, draft, first)

    item = NewsItem.objects.get(pk=draft.pk)
    assert (item.slug, item.lead) == ("another", "One two three.")


def test_what_the_rules_do_not_allow_by_now_is_said_and_nothing_is_restored(
    client: Client, make_interview: Make, writer: User
) -> None:
    interview = make_interview(published_at=None)
    history.record(interview, writer, "Written.")
    (version,) = history.versions_of(interview)
    version.serialized_data = version.serialized_data.replace(
        '"headline": "Interview 1"', '"headline": ""'
    )
    version.save()
    before = content_of(interview)

    answer = restore(client, interview, version)

    assert "An interview has a headline." in answer.content.decode()
    assert content_of(interview) == before
    assert history.versions_of(interview).count() == 1


def test_a_field_younger_than_the_version_keeps_its_wording(
    client: Client, draft: NewsItem
) -> None:
    first = history.versions_of(draft)[1]
    first.serialized_data = first.serialized_data.replace(', "body": ""', "")
    first.save()
    NewsItem.objects.update(body="A body.")

    restore(client, draft, first)

    item = NewsItem.objects.get()
    assert (item.lead, item.body) == ("One two three.", "A body.")


def test_nothing_is_restored_by_who_may_only_look(
    sign_in: Callable[[User], Client], draft: NewsItem, writer: User
) -> None:
    reader = User.objects.create_user("reader", password="a good password", is_staff=True)
    reader.user_permissions.set(writer.groups.get().permissions.filter(codename="view_newsitem"))
    first = history.versions_of(draft)[1]
    client = sign_in(reader)
    before = content_of(draft)

    assert "Restore" not in page(client, address(draft, "history")).split("<tbody>")[1]
    for answer in (client.get, client.post):
        assert answer(address(draft, "restore", first.pk)).status_code == 403
        assert answer(reverse("admin:news_newsitem_deleted")).status_code == 403
    assert content_of(NewsItem.objects.get()) == before


@pytest.mark.parametrize("view", ["history", "compare"])
def test_nobody_else_sees_the_history(
    sign_in: Callable[[User], Client], draft: NewsItem, view: str, db: None
) -> None:
    stranger = User.objects.create_user("stranger", password="a good password", is_staff=True)
    (version, _first) = history.versions_of(draft)

    answer = sign_in(stranger).get(address(draft, view), {"old": version.pk, "new": "now"})

    assert answer.status_code == 403


def delete(publication: Any, user: User) -> Any:
    """Delete it as the desk does, and return its last version."""
    history.record_deletion([publication], user)
    version = history.versions_of(publication)[0]
    publication.delete()
    return version


def test_what_was_deleted_is_listed_with_who_did_it(
    client: Client, draft: NewsItem, publisher: User, make_news_item: Make, writer: User
) -> None:
    silently = make_news_item(lead="Gone by SQL.")
    history.record(silently, writer, "Written.")
    NewsItem.objects.filter(pk=silently.pk).delete()
    delete(draft, publisher)
    publisher.delete()

    html = page(client, reverse("admin:news_newsitem_deleted"))

    assert "Headline" in html
    assert "Boris Ivanov" in html
    assert "Gone by SQL." in html
    assert "by a way that tells nobody" in html
    assert "Anna Berg</td>" not in html


def test_of_many_versions_only_the_acts_that_deleted_are_looked_through_at_once(
    client: Client,
    draft: NewsItem,
    publisher: User,
    make_news_item: Make,
    writer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recovering, "MOST_VERSIONS", 0)
    silently = make_news_item(lead="Gone by SQL.")
    history.record(silently, writer, "Written.")
    NewsItem.objects.filter(pk=silently.pk).delete()
    twice = make_news_item(lead="Deleted twice.", published_at=None)
    delete(draft, publisher)
    where = reverse("admin:news_newsitem_recover", args=[delete(twice, publisher).pk])
    back = make_news_item(lead="Back again.", published_at=None)
    again = reverse("admin:news_newsitem_recover", args=[delete(back, publisher).pk])
    for recovered in (where, again):
        client.post(recovered)
    delete(NewsItem.objects.get(lead="Deleted twice."), publisher)

    html = page(client, reverse("admin:news_newsitem_deleted"))
    assert html.count("Deleted twice.") == 1
    assert "Headline" in html
    assert "Gone by SQL." not in html
    assert "Back again." not in html

    assert "Gone by SQL." in page(client, reverse("admin:news_newsitem_deleted"), all="")


def test_what_was_deleted_comes_back_as_a_draft_with_its_exchanges_and_keys(
    client: Client, make_interview: Make, publisher: User
) -> None:
    interview = make_interview(exchanges=3)
    pk, content = interview.pk, content_of(interview)
    version = delete(interview, publisher)
    where = reverse("admin:interviews_interview_recover", args=[version.pk])

    assert "Exchange 3: new" in page(client, where)
    answer = client.post(where, follow=True)

    assert "It is back, as a draft" in answer.content.decode()
    (back,) = type(interview).objects.all()
    assert (back.pk, back.published_at) == (pk, None)
    assert content_of(back) == content
    assert "It is back already" in client.post(where, follow=True).content.decode()
    assert type(interview).objects.count() == 1


def test_an_address_that_is_taken_by_now_does_not_keep_it_from_coming_back(
    client: Client, draft: NewsItem, publisher: User, make_news_item: Make
) -> None:
    pk, slug = draft.pk, draft.slug
    version = delete(draft, publisher)
    make_news_item(slug=slug)

    client.post(reverse("admin:news_newsitem_recover", args=[version.pk]))

    back = NewsItem.objects.get(pk=pk)
    assert back.slug not in {"", slug}


@pytest.mark.parametrize("forged", [0, 10**17, 10**30])
def test_a_forged_number_recovers_nothing(client: Client, draft: NewsItem, forged: int) -> None:
    for answer in (client.get, client.post):
        assert answer(f"/admin/news/newsitem/deleted/{forged}/").status_code == 404
        assert (
            answer(f"/admin/news/newsitem/{draft.pk}/history/{forged}/restore/").status_code == 404
        )


def test_the_history_of_a_long_life_is_paged_and_asks_few_questions(
    client: Client,
    make_interview: Make,
    writer: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    interview = make_interview(exchanges=5, published_at=None)
    for number in range(60):
        interview.exchanges.filter(key="q1").update(answer=f"Answer {number}.")
        history.record(interview, writer, f"Act {number}.")
    where = address(interview, "history")
    oldest = history.versions_of(interview).last()

    with django_assert_max_num_queries(16):
        first = page(client, where)
    third = page(client, where, page="3")
    chosen = page(client, where, page="1", old=str(oldest and oldest.pk))

    assert first.count("1 exchange changed") == 25
    assert "Act 59." in first
    assert "Act 34." not in first
    assert "Act 9." in third
    assert "the first version" in third
    assert client.get(where, {"page": "4"}).status_code == 404
    assert "chosen on another page" in chosen
