"""A changed answer keeps its address, and readers learn that its wording changed."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interviews.conversation import conversation_of, store
from interviews.models import EarlierWording, Exchange, Interview
from interviews.transcripts import parse_edited, render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    MakeInterview = Callable[..., Interview]

PAGE = "/interviews/2024/03/12/one/"
ALONE = f"{PAGE}q1/"
TOLD = "The wording changed on"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def interview(make_interview: MakeInterview) -> Interview:
    return make_interview(2, slug="one")


def reword(interview: Interview, answer: str = "Another answer.", key: str = "q1") -> None:
    interview.exchanges.filter(key=key).update(answer=answer)


def kept() -> list[tuple[str, str, str]]:
    rows = EarlierWording.objects.order_by("pk")
    return list(rows.values_list("exchange__key", "question", "answer"))


def by_save(interview: Interview) -> None:
    exchange = interview.exchanges.get(key="q1")
    exchange.answer = "Another answer."
    exchange.save()


def by_bulk_update(interview: Interview) -> None:
    exchanges = list(interview.exchanges.all())
    exchanges[0].answer = "Another answer."
    Exchange.objects.bulk_update(exchanges, ["answer", "question"])


def by_upsert(interview: Interview) -> None:
    stored = interview.exchanges.get(key="q1")
    stored.answer = "Another answer."
    Exchange.objects.bulk_create(
        [stored], update_conflicts=True, unique_fields=["id"], update_fields=["answer"]
    )


def by_sql(interview: Interview) -> None:
    with connection.cursor() as cursor:
        sql = "UPDATE interviews_exchange SET answer = %s WHERE interview_id = %s AND key = %s"
        cursor.execute(sql, ["Another answer.", interview.pk, "q1"])


def by_text(interview: Interview) -> None:
    text = render(conversation_of(interview)).replace("Answer 1.", "Another answer.")
    store(interview, parse_edited(text))


def by_fixture(interview: Interview, folder: Path) -> None:
    told = {"interview": [interview.slug], "key": "q1", "position": 10, "question": "Question 1?"}
    row = {"model": "interviews.exchange", "fields": {**told, "answer": "Another answer."}}
    (folder / "corrected.json").write_text(json.dumps([row]), "utf-8")
    call_command("loaddata", folder / "corrected.json", verbosity=0)


@pytest.mark.parametrize("change", [reword, by_save, by_bulk_update, by_upsert, by_sql, by_text])
def test_no_way_of_changing_an_exchange_passes_by(
    interview: Interview, change: Callable[[Interview], None]
) -> None:
    change(interview)

    assert interview.exchanges.get(key="q1").answer == "Another answer."
    assert kept() == [("q1", "Question 1?", "Answer 1.")]


def test_a_fixture_does_not_pass_by_either(interview: Interview, tmp_path: Path) -> None:
    by_fixture(interview, tmp_path)
    by_fixture(interview, tmp_path)

    assert kept() == [("q1", "Question 1?", "Answer 1.")]


def test_the_moment_is_told_in_true_time(interview: Interview) -> None:
    before = timezone.now()
    reword(interview)
    (wording,) = EarlierWording.objects.all()

    assert before - MINUTE < wording.replaced_at < timezone.now() + MINUTE
    assert not wording.is_shown


@pytest.mark.parametrize(
    "answer",
    [
        "Answer 1.",
        " Answer  1. ",
        "Answer\n\n1.\r\n",
        "Answer\N{NO-BREAK SPACE}1.",
        "An\xadswer 1.",
    ],
)
def test_blanks_are_no_change_of_the_wording(interview: Interview, answer: str) -> None:
    reword(interview, answer)

    assert kept() == []


@pytest.mark.parametrize("answer", ["Answer1.", "answer 1.", "Answer 1", "*Answer* 1.", ""])
def test_any_other_sign_is(interview: Interview, answer: str) -> None:
    reword(interview, answer)

    assert kept() == [("q1", "Question 1?", "Answer 1.")]


def test_what_leaves_the_words_alone_keeps_nothing(interview: Interview) -> None:
    interview.exchanges.update(position=3, asked_by="A reporter")
    interview.exchanges.filter(key="q1").delete()

    assert kept() == []


def test_nothing_is_kept_of_a_draft(make_interview: MakeInterview) -> None:
    reword(make_interview(1, published_at=None))

    assert kept() == []


def test_a_wording_goes_with_its_exchange(interview: Interview) -> None:
    reword(interview)
    reword(interview, key="q2")
    interview.exchanges.get(key="q1").delete()
    assert [key for key, *_texts in kept()] == ["q2"]

    interview.delete()
    assert kept() == []


def test_two_changes_in_one_moment_break_nothing(interview: Interview) -> None:
    for number in range(50):
        reword(interview, f"Wording {number}.")

    assert kept()[0] == ("q1", "Question 1?", "Answer 1.")
    moments = list(EarlierWording.objects.values_list("replaced_at", flat=True))
    assert len(set(moments)) == len(moments)


def test_readers_learn_the_day_and_nothing_else(client: Client, interview: Interview) -> None:
    assert TOLD not in client.get(PAGE).text + client.get(ALONE).text
    reword(interview)
    day = f"{timezone.localdate():%d.%m.%Y}"
    whole, alone = client.get(PAGE).text, client.get(ALONE).text

    assert f'<a href="q1/#wording">{TOLD} {day}.</a>' in whole
    assert whole.count(TOLD) == 1
    assert f"{TOLD} {day}" in alone
    assert "Answer 1." not in whole + alone
    assert TOLD not in client.get(f"{PAGE}q2/").text


def test_readers_see_the_earlier_wording_where_the_desk_shows_it(
    client: Client, interview: Interview
) -> None:
    reword(interview)
    EarlierWording.objects.update(is_shown=True)
    html = client.get(ALONE).text

    assert "<summary>Earlier wording</summary>" in html
    assert re.search(r"<del>.*?Answer.*?</del>", html)
    assert re.search(r"<ins>.*?Another answer.*?</ins>", html)
    assert "Answer 1." not in client.get(PAGE).text


def test_a_wording_that_is_not_shown_is_not_told_by_comparison(
    client: Client, interview: Interview
) -> None:
    reword(interview, "A slip of canary7f3a.")
    EarlierWording.objects.update(is_shown=True)
    EarlierWording.objects.update(replaced_at=timezone.now() - MINUTE)
    reword(interview, "Answer 2.")
    html = client.get(ALONE).text

    assert "<summary>Earlier wording</summary>" in html
    assert "canary7f3a" not in html


def test_a_wording_that_came_back_is_no_difference(client: Client, interview: Interview) -> None:
    reword(interview, "A slip.")
    EarlierWording.objects.update(is_shown=True, replaced_at=timezone.now() - MINUTE)
    reword(interview, "Answer 1.")
    html = client.get(ALONE).text

    assert TOLD in html
    assert "Earlier wording" not in html


def test_many_changes_are_told_by_the_last(client: Client, interview: Interview) -> None:
    start = timezone.now() - datetime.timedelta(days=40)
    exchange = interview.exchanges.get(key="q1")
    EarlierWording.objects.bulk_create(
        EarlierWording(
            exchange=exchange,
            answer=f"Wording {number}.",
            replaced_at=start + number * datetime.timedelta(days=1),
            is_shown=True,
        )
        for number in range(30)
    )
    html = client.get(ALONE).text
    last = timezone.localdate(start + datetime.timedelta(days=29))

    assert f"{TOLD} {last:%d.%m.%Y}" in html
    assert "<summary>20 earlier wordings</summary>" in html


def test_what_changed_before_the_release_is_nobodys_business(
    client: Client, desk: Client, interview: Interview
) -> None:
    reword(interview)
    EarlierWording.objects.update(is_shown=True, replaced_at=timezone.now() - 2 * MINUTE)
    assert TOLD in client.get(ALONE).text

    for moment in (timezone.now() - MINUTE, timezone.now() + MINUTE, None):
        Interview.objects.update(published_at=moment)
        seen = desk.get(PAGE).text + desk.get(ALONE).text
        assert TOLD not in seen
        assert "Answer 1." not in seen


def test_changes_cost_one_query_more_on_the_page_of_the_exchange_alone(
    client: Client, interview: Interview
) -> None:
    for number in range(3):
        reword(interview, f"Wording {number}.")
        reword(interview, f"Wording {number}.", key="q2")
    EarlierWording.objects.update(is_shown=True)
    numbers = []
    for address in (PAGE, ALONE):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        numbers.append(len(captured))

    assert numbers == [3, 3]


def test_a_dump_takes_wordings_along_and_loads_twice_as_once(
    interview: Interview, tmp_path: Path
) -> None:
    reword(interview)
    EarlierWording.objects.update(is_shown=True)
    dump = tmp_path / "dump.json"
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    call_command("dumpdata", "interviews", output=str(dump), **natural)
    before = list(EarlierWording.objects.values("answer", "replaced_at", "is_shown"))
    Interview.objects.all().delete()

    for _time in range(2):
        call_command("loaddata", dump, verbosity=0)
        assert list(EarlierWording.objects.values("answer", "replaced_at", "is_shown")) == before


def desk_page(interview: Interview) -> str:
    return f"/admin/interviews/interview/{interview.pk}/earlier-wordings/"


def test_the_desk_sees_what_changed_and_shows_it_to_readers(
    desk: Client, client: Client, interview: Interview
) -> None:
    change = f"/admin/interviews/interview/{interview.pk}/change/"
    assert desk_page(interview) not in desk.get(change).text
    reword(interview)
    reword(interview, key="q2")
    first, second = EarlierWording.objects.order_by("pk")
    assert desk_page(interview) in desk.get(change).text
    html = desk.get(desk_page(interview)).text
    assert re.findall(r'name="shown" value="(\d+)">', html) == [str(first.pk), str(second.pk)]

    answer = desk.post(desk_page(interview), {"shown": [first.pk]}, follow=True)
    assert "Readers are shown 1 earlier wording." in answer.text
    assert "Earlier wording" in client.get(ALONE).text
    assert "Earlier wording" not in client.get(f"{PAGE}q2/").text

    desk.post(desk_page(interview), {})
    assert "Earlier wording" not in client.get(ALONE).text


def test_the_desk_cannot_show_the_wording_of_another_interview(
    desk: Client, interview: Interview, make_interview: MakeInterview
) -> None:
    other = make_interview(1, slug="other")
    reword(other)
    for chosen in (EarlierWording.objects.get().pk, "x", 2**70, -1):
        answer = desk.post(desk_page(interview), {"shown": [chosen]})
        assert answer.status_code == 200
        assert "errorlist" in answer.text
    assert not EarlierWording.objects.filter(is_shown=True).exists()


def test_what_was_replaced_before_the_release_is_not_offered(
    desk: Client, interview: Interview
) -> None:
    reword(interview)
    EarlierWording.objects.update(is_shown=True)
    Interview.objects.update(published_at=None)
    html = desk.get(desk_page(interview)).text

    assert "it was replaced before the present release" in html
    assert 'name="shown"' not in html
    desk.post(desk_page(interview), {})
    assert EarlierWording.objects.get().is_shown


@pytest.mark.parametrize(("right", "seen", "saved"), [("view", 200, 403), ("", 403, 403)])
def test_the_right_is_that_of_the_interview(
    interview: Interview, right: str, seen: int, saved: int
) -> None:
    reword(interview)
    someone = User.objects.create_user("someone", is_staff=True)
    codename = f"{right}_interview"
    someone.user_permissions.set(Permission.objects.filter(codename=codename))
    client: Any = Client()
    client.force_login(someone)

    assert client.get(desk_page(interview)).status_code == seen
    assert client.post(desk_page(interview), {}).status_code == saved


def test_an_interview_that_is_gone_has_no_such_page(desk: Client, interview: Interview) -> None:
    for key in (interview.pk + 1, "x", 2**70):
        address = f"/admin/interviews/interview/{key}/earlier-wordings/"
        assert desk.get(address).status_code == 404


def test_an_interview_that_was_changed_can_be_deleted_at_the_desk(
    desk: Client, interview: Interview
) -> None:
    reword(interview)
    Interview.objects.update(published_at=None)
    desk.post(f"/admin/interviews/interview/{interview.pk}/delete/", {"post": "yes"})

    assert not Interview.objects.exists()


def test_who_may_not_publish_does_not_show_them_to_readers(
    interview: Interview, writer: User, sign_in: Callable[[User], Client], client: Client
) -> None:
    reword(interview)
    wording, desk = EarlierWording.objects.get(), sign_in(writer)
    html = desk.get(desk_page(interview)).text
    assert "disabled" in html

    assert desk.post(desk_page(interview), {"shown": [wording.pk]}).status_code == 403
    wording.refresh_from_db()
    assert not wording.is_shown
    assert "Earlier wording" not in client.get(ALONE).text
