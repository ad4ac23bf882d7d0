"""What readers are told of a change to something public, and what the desk keeps of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from interviews.models import EarlierWording, Exchange
from newsroom.editing.corrections import MOST_NOTED, ChangeForm, note_change
from newsroom.editing.models import PublishLogEntry
from newsroom.editing.stored import content_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from django.contrib.auth.models import User

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

Act = PublishLogEntry.Act


def said(publication: Any, kind: str, note: str = "", where: str = "changed") -> ChangeForm:
    data = {"change-kind": kind, "change-note": note, "change-where": where}
    return ChangeForm(data, publication=publication)


def reword(interview: Interview, *keys: str) -> None:
    for key in keys:
        interview.exchanges.filter(key=key).update(answer="Another answer.")
    # Of an exchange the base keeps one wording in a millisecond.
    time.sleep(0.002)


def logged() -> list[tuple[str, str]]:
    return list(PublishLogEntry.objects.order_by("pk").values_list("act", "note"))


def told(interview: Interview) -> list[tuple[str, str | None]]:
    rows = interview.corrections.order_by("corrected_at")
    return [(it.note, it.exchange.key if it.exchange else None) for it in rows]


@pytest.mark.parametrize(
    ("kind", "note", "field"),
    [
        ("", "", "kind"),
        ("nonsense", "", "kind"),
        ("correction", "", "note"),
        ("correction", " \n", "note"),
        ("minor", "A note that readers would never see.", "note"),
    ],
)
def test_a_change_is_one_of_both_and_only_a_correction_has_a_note(
    make_news_item: Callable[..., NewsItem], kind: str, note: str, field: str
) -> None:
    assert list(said(make_news_item(), kind, note).errors) == [field]


def test_a_correction_is_noted_at_the_exchange_that_changed(
    make_interview: Callable[..., Interview], publisher: User
) -> None:
    interview = make_interview(3)
    before = content_of(interview)
    reword(interview, "q2")
    note_change(interview, publisher, said(interview, "correction", "It was Minsk."), before)

    assert told(interview) == [("It was Minsk.", "q2")]
    assert logged() == [(Act.CORRECTED, "It was Minsk.")]
    entry = PublishLogEntry.objects.get()
    assert (entry.user_name, entry.published_before) == ("Boris Ivanov", interview.published_at)


def test_a_correction_of_several_exchanges_is_noted_at_each(
    make_interview: Callable[..., Interview], publisher: User
) -> None:
    interview = make_interview(3)
    before = content_of(interview)
    reword(interview, "q3", "q1")
    note_change(interview, publisher, said(interview, "correction", "It was Minsk."), before)

    assert told(interview) == [("It was Minsk.", "q1"), ("It was Minsk.", "q3")]


def test_a_correction_may_be_about_the_whole(
    make_interview: Callable[..., Interview], publisher: User
) -> None:
    interview = make_interview(2)
    before = content_of(interview)
    reword(interview, "q1")
    form = said(interview, "correction", "It was Minsk.", "whole")
    note_change(interview, publisher, form, before)

    assert told(interview) == [("It was Minsk.", None)]


def test_a_correction_of_very_many_exchanges_is_about_the_whole(
    make_interview: Callable[..., Interview], publisher: User
) -> None:
    interview = make_interview(MOST_NOTED + 1)
    before = content_of(interview)
    reword(interview, *before.keys)
    note_change(interview, publisher, said(interview, "correction", "All."), before)

    assert told(interview) == [("All.", None)]


def test_what_was_deleted_is_corrected_in_the_whole(
    make_interview: Callable[..., Interview], publisher: User
) -> None:
    interview = make_interview(2)
    before = content_of(interview)
    interview.exchanges.get(key="q1").delete()
    note_change(interview, publisher, said(interview, "correction", "Nobody said it."), before)

    assert told(interview) == [("Nobody said it.", None)]


def test_readers_are_told_nothing_of_a_minor_change(
    make_interview: Callable[..., Interview], publisher: User
) -> None:
    interview = make_interview(2)
    reword(interview, "q1")
    before = content_of(interview)
    interview.exchanges.filter(key="q1").update(answer="Another answer!")
    interview.exchanges.filter(key="q2").update(answer="Answer  2.")
    note_change(interview, publisher, said(interview, "minor"), before)

    assert told(interview) == []
    assert list(EarlierWording.objects.order_by("pk").values_list("answer", "is_minor")) == [
        ("Answer 1.", False),
        ("Another answer.", True),
    ]
    assert logged() == [(Act.CHANGED, "")]


def test_a_minor_change_of_blanks_leaves_what_readers_were_told_before(
    make_interview: Callable[..., Interview], publisher: User
) -> None:
    interview = make_interview(1)
    reword(interview, "q1")
    before = content_of(interview)
    interview.exchanges.filter(key="q1").update(answer="Another  answer.")
    note_change(interview, publisher, said(interview, "minor"), before)

    assert EarlierWording.objects.told().count() == 1


def test_a_change_that_nobody_was_asked_about_is_told_as_ever(
    make_interview: Callable[..., Interview], publisher: User
) -> None:
    interview = make_interview(1)
    before = content_of(interview)
    reword(interview, "q1")
    note_change(interview, publisher, None, before)

    reworded = Exchange.objects.telling_changes().get()
    assert getattr(reworded, "reworded_at", None) is not None
    assert logged() == [(Act.CHANGED, "")]


def test_a_correction_can_be_made_of_what_was_changed_before(
    make_news_item: Callable[..., NewsItem], publisher: User
) -> None:
    item = make_news_item()
    for note in ("It was Pinsk.", "No: it was Minsk."):
        note_change(item, publisher, said(item, "correction", note), content_of(item))

    assert [it.note for it in item.corrections.order_by("corrected_at")] == [
        "It was Pinsk.",
        "No: it was Minsk.",
    ]


def test_nothing_is_noted_where_nothing_changes(
    make_news_item: Callable[..., NewsItem], publisher: User
) -> None:
    item = make_news_item()
    note_change(item, publisher, None, content_of(item))
    note_change(item, publisher, said(item, "minor"), content_of(item))

    assert logged() == []


@pytest.mark.parametrize("moment", ["draft", "scheduled"])
def test_of_what_nobody_has_read_nothing_is_told(
    make_news_item: Callable[..., NewsItem],
    publisher: User,
    tomorrow: datetime.datetime,
    moment: str,
) -> None:
    item = make_news_item(published_at=tomorrow if moment == "scheduled" else None)
    before = content_of(item)
    item.lead = "Another lead."
    item.save()
    note_change(item, publisher, said(item, "correction", "It was Minsk."), before)

    assert not item.corrections.exists()
    assert logged() == []
