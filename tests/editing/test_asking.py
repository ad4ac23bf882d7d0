"""The form of something public asks what kind of change is made, and loses nothing over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from interviews.models import EarlierWording
from newsroom.editing.models import Proposal, PublishLogEntry
from tests.filling_in import address_of, filled_in

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

UNSAID = "say above the buttons whether you made a minor change or a correction"
ASKED = 'name="change-kind"'


@pytest.fixture
def boris(publisher: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(publisher)


def send(client: Client, publication: Any, **sent: str) -> Any:
    """Open the form, change something in it and save it."""
    told = {name.replace("change_", "change-"): value for name, value in sent.items()}
    return client.post(address_of(publication), filled_in(client, publication) | told)


def test_a_changed_word_is_not_saved_before_it_is_said_what_it_is(
    boris: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(lead="In Pinsk.")
    answer = send(boris, item, lead="In Minsk.")

    assert answer.status_code == 200
    assert UNSAID in answer.text
    assert "Say whether this is a minor change or a correction." in answer.text
    assert "In Minsk.</textarea>" in answer.text
    item.refresh_from_db()
    assert item.lead == "In Pinsk."
    assert not PublishLogEntry.objects.exists()


def test_a_correction_is_saved_with_its_note(
    boris: Client, client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(lead="In Pinsk.")
    note = "The talks are in Minsk."
    answer = send(boris, item, lead="In Minsk.", change_kind="correction", change_note=note)

    assert answer.status_code == 302
    assert [it.note for it in item.corrections.all()] == [note]
    page = client.get(item.get_absolute_url()).text
    assert "In Minsk." in page
    assert note in page
    assert note in boris.get(address_of(item)).text
    assert PublishLogEntry.objects.get().note == note


def test_a_correction_without_a_note_comes_back_with_what_was_typed(
    boris: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item()
    answer = send(boris, item, lead="In Minsk.", change_kind="correction")

    assert answer.status_code == 200
    assert "Write what readers are told" in answer.text
    assert "In Minsk.</textarea>" in answer.text
    assert not item.corrections.exists()


def test_a_minor_change_is_saved_and_kept_from_readers(
    boris: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(2)
    answer = send(boris, interview, **{"exchanges-0-answer": "Answer one."}, change_kind="minor")

    assert answer.status_code == 302
    assert EarlierWording.objects.get().is_minor
    assert PublishLogEntry.objects.get().act == PublishLogEntry.Act.CHANGED


CHANGES: list[dict[str, str]] = [
    {"exchanges-1-answer": "Something else."},
    {"exchanges-1-asked_by": "Anna Berg"},
    {"exchanges-1-DELETE": "on"},
    {"exchanges-1-position": "5"},
    {"date": "01.02.2024"},
    {"outlet": "Another agency"},
    {
        "exchanges-TOTAL_FORMS": "3",
        "exchanges-2-position": "30",
        "exchanges-2-question": "New?",
        "exchanges-2-answer": "New.",
    },
]


@pytest.mark.parametrize("sent", CHANGES, ids=lambda sent: next(iter(sent)))
def test_every_change_that_readers_see_is_asked_about(
    boris: Client, make_interview: Callable[..., Interview], sent: dict[str, str]
) -> None:
    interview = make_interview(2)

    assert UNSAID in send(boris, interview, **sent).text
    assert send(boris, interview, **sent, change_kind="minor").status_code == 302


@pytest.mark.parametrize(
    "sent",
    [{}, {"slug": "another"}, {"exchanges-1-position": "25"}, {"lead": "A  lead."}],
    ids=["nothing", "slug", "number", "blanks"],
)
def test_what_readers_do_not_see_is_not_asked_about(
    boris: Client, make_interview: Callable[..., Interview], sent: dict[str, str]
) -> None:
    interview = make_interview(2, lead="A lead.")

    assert send(boris, interview, **sent).status_code == 302


def test_nobody_is_asked_about_what_is_not_public(
    boris: Client, make_news_item: Callable[..., NewsItem], tomorrow: datetime.datetime
) -> None:
    for moment in (None, tomorrow):
        item = make_news_item(published_at=moment)
        assert ASKED not in boris.get(address_of(item)).text
        assert send(boris, item, lead="Another lead.").status_code == 302


def test_who_only_proposes_is_not_asked_and_corrects_nothing_by_a_forged_form(
    writer: User, sign_in: Callable[[User], Client], make_news_item: Callable[..., NewsItem]
) -> None:
    item, anna = make_news_item(), sign_in(writer)
    assert ASKED not in anna.get(address_of(item)).text
    send(anna, item, lead="In Minsk.", change_kind="correction", change_note="Forged.")

    assert not item.corrections.exists()
    assert not PublishLogEntry.objects.exists()
    assert Proposal.objects.count() == 1


def test_a_forged_kind_is_an_error_and_no_crash(
    boris: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item()
    forged = {"change_kind": "\0nonsense", "change_note": "\0", "change_where": "9" * 500}

    assert send(boris, item, lead="In Minsk.", **forged).status_code == 200
    assert not item.corrections.exists()


def test_what_went_public_while_the_form_was_open_is_asked_about(
    boris: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    sent = filled_in(boris, item) | {"lead": "Typed into a draft."}
    published = make_news_item().published_at
    type(item).objects.filter(pk=item.pk).update(published_at=published)
    answer = boris.post(address_of(item), sent)

    assert answer.status_code == 200
    assert ASKED in answer.text
    item.refresh_from_db()
    assert item.lead != "Typed into a draft."
