"""A form that was opened before somebody else saved."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core import signing
from django.utils import timezone

from interviews.models import Interview
from newsroom.editing import history
from newsroom.editing.meanwhile.opened import Opened
from newsroom.editing.stored import content_of
from tests.filling_in import address_of, filled_in, sent_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from newsroom.news.models import NewsItem
    from newsroom.publication.models import Publication

LEAD = "The council met in Moscow on Monday and agreed on the calendar of the year."


@pytest.fixture
def anna(writer: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(writer)


@pytest.fixture
def boris(publisher: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(publisher)


@pytest.fixture
def draft(make_interview: Callable[..., Interview]) -> Interview:
    return make_interview(3, lead=LEAD, published_at=None)


def send(client: Client, publication: Publication, form: dict[str, Any]) -> Any:
    return client.post(address_of(publication), form)


def save(client: Client, publication: Publication, form: dict[str, Any]) -> None:
    response = send(client, publication, form)
    assert response.status_code == 302, response.context["errors"]


def overtaken(client: Client, publication: Publication, form: dict[str, Any]) -> Any:
    """Send the form, which must not be saved, and return the page that comes back."""
    before = content_of(type(publication)._default_manager.get(pk=publication.pk))
    response = send(client, publication, form)
    assert response.status_code == 200
    assert "Not saved yet" in response.text
    assert content_of(type(publication)._default_manager.get(pk=publication.pk)) == before
    return response


def stored(publication: Publication) -> Any:
    return type(publication)._default_manager.get(pk=publication.pk)


def answers(interview: Interview) -> dict[str, str]:
    return dict(interview.exchanges.values_list("key", "answer"))


def order(interview: Interview) -> list[str]:
    return list(interview.exchanges.values_list("key", flat=True))


def test_the_second_to_save_is_told_who_saved_what_and_when(
    anna: Client, boris: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(lead=LEAD, published_at=None)
    mine, theirs = filled_in(anna, item), filled_in(boris, item)
    save(boris, item, theirs | {"lead": LEAD.replace("the calendar", "a calendar")})

    page = overtaken(anna, item, mine | {"lead": LEAD.replace("Moscow", "Minsk")}).text

    moment = timezone.localtime(history.versions_of(item)[0].revision.date_created)
    assert f"Boris Ivanov saved a newer version on {moment:%d.%m.%Y, %H:%M}" in page
    assert "Lead: changed" in page
    both = "The council met in Minsk on Monday and agreed on a calendar of the year."
    assert sent_by(page)["lead"] == both
    save(anna, item, sent_by(page))
    assert stored(item).lead == both


def test_a_field_that_only_they_changed_is_not_set_back(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"date": "25.04.2024", "exchanges-0-answer": "Theirs."})

    page = overtaken(anna, draft, mine | {"outlet": "RIA", "exchanges-2-answer": "Mine."}).text
    assert sent_by(page)["date"] == "25.04.2024"
    save(anna, draft, sent_by(page))

    after = stored(draft)
    assert (after.date, after.outlet) == (datetime.date(2024, 4, 25), "RIA")
    assert answers(draft) == {"q1": "Theirs.", "q2": "Answer 2.", "q3": "Mine."}


@pytest.mark.parametrize("takes_theirs", [False, True])
def test_where_both_changed_the_same_mine_stands_and_theirs_can_be_taken(
    anna: Client, boris: Client, draft: Interview, takes_theirs: bool
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    changed = {"headline": "Theirs", "exchanges-1-answer": "Their answer."}
    save(boris, draft, theirs | changed)

    my_words = {"headline": "Mine", "exchanges-1-answer": "My answer."}
    page = overtaken(anna, draft, mine | my_words).text
    form = sent_by(page)
    assert (form["headline"], form["exchanges-1-answer"]) == ("Mine", "My answer.")
    for place in ("#id_headline", "#id_exchanges-1-answer"):
        assert f'<a href="{place}">' in page
    assert page.count("Take theirs instead") == 2
    assert "This was changed by Boris Ivanov as well." in page

    taken = {"theirs": [":headline", "q2:answer"]} if takes_theirs else {}
    save(anna, draft, form | taken)
    after = (stored(draft).headline, answers(draft)["q2"])
    assert after == (("Theirs", "Their answer.") if takes_theirs else ("Mine", "My answer."))


def test_what_they_deleted_and_i_changed_stays_with_its_key(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"exchanges-1-DELETE": "on"})
    assert order(draft) == ["q1", "q3"]

    page = overtaken(anna, draft, mine | {"exchanges-1-answer": "My answer."}).text
    assert "This was deleted by Boris Ivanov while you were changing it." in page
    save(anna, draft, sent_by(page))

    assert order(draft) == ["q1", "q2", "q3"]
    assert answers(draft)["q2"] == "My answer."


def test_what_they_deleted_can_be_given_up(anna: Client, boris: Client, draft: Interview) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"exchanges-1-DELETE": "on"})

    page = overtaken(anna, draft, mine | {"exchanges-1-answer": "My answer."}).text
    save(anna, draft, sent_by(page) | {"theirs": "q2:deletion"})

    assert order(draft) == ["q1", "q3"]


def test_what_they_deleted_and_i_did_not_touch_is_gone(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"exchanges-1-DELETE": "on"})

    page = overtaken(anna, draft, mine | {"exchanges-2-answer": "Mine."}).text
    save(anna, draft, sent_by(page))

    assert answers(draft) == {"q1": "Answer 1.", "q3": "Mine."}


def test_what_i_deleted_and_they_changed_stays_until_i_delete_it_knowingly(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"exchanges-1-answer": "Theirs."})

    page = overtaken(anna, draft, mine | {"exchanges-1-DELETE": "on"}).text
    form = sent_by(page)
    assert form["exchanges-1-answer"] == "Theirs."
    assert "exchanges-1-DELETE" not in form
    assert "You have deleted this while it was changed by Boris Ivanov." in page

    save(anna, draft, form | {"exchanges-1-DELETE": "on"})
    assert order(draft) == ["q1", "q3"]


def test_my_deletion_of_what_nobody_else_touched_is_still_ticked(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"headline": "Theirs"})

    page = overtaken(anna, draft, mine | {"exchanges-1-DELETE": "on"}).text
    assert sent_by(page)["exchanges-1-DELETE"] == "on"
    save(anna, draft, sent_by(page))

    assert order(draft) == ["q1", "q3"]
    assert stored(draft).headline == "Theirs"


def new_row(number: int, position: int, question: str) -> dict[str, str]:
    texts = {"position": str(position), "question": question, "answer": ""}
    names = {"asked_by": "", "answered_by": "", "id": "", "kept_key": ""}
    row = {f"exchanges-{number}-{name}": value for name, value in (texts | names).items()}
    return row | {"exchanges-TOTAL_FORMS": str(number + 1)}


def test_what_both_have_added_is_kept_once_each(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | new_row(3, 15, "Theirs?"))

    page = overtaken(anna, draft, mine | new_row(3, 25, "Mine?")).text
    save(anna, draft, sent_by(page))

    questions = list(draft.exchanges.values_list("question", flat=True))
    assert questions == ["Question 1?", "Theirs?", "Question 2?", "Mine?", "Question 3?"]


def test_the_same_form_sent_twice_adds_nothing_twice(anna: Client, draft: Interview) -> None:
    form = filled_in(anna, draft) | new_row(3, 15, "New?")
    save(anna, draft, form)
    save(anna, draft, form)

    assert [it.question for it in draft.exchanges.all()].count("New?") == 1
    assert draft.exchanges.count() == 4


def test_my_order_and_their_words_come_together(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"exchanges-2-answer": "Theirs."})

    page = overtaken(anna, draft, mine | {"exchanges-2-position": "5"}).text
    save(anna, draft, sent_by(page))

    assert order(draft) == ["q3", "q1", "q2"]
    assert answers(draft)["q3"] == "Theirs."


@pytest.mark.parametrize(
    ("ticked", "expected"), [("", ["q3", "q1", "q2"]), (":order", ["q2", "q1", "q3"])]
)
def test_two_orders_are_told_and_one_is_chosen(
    anna: Client, boris: Client, draft: Interview, ticked: str, expected: list[str]
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"exchanges-1-position": "5"})

    page = overtaken(anna, draft, mine | {"exchanges-2-position": "1"}).text
    assert "The order was changed by Boris Ivanov as well." in page
    save(anna, draft, sent_by(page) | {"theirs": ticked})

    assert order(draft) == expected


def test_input_that_cannot_be_stored_is_not_lost(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"headline": "Theirs"})

    wrong = {"date": "32.04.2024", "slug": "not an address"}
    form = sent_by(overtaken(anna, draft, mine | wrong).text)

    assert form.items() >= (wrong | {"headline": "Theirs"}).items()
    assert send(anna, draft, form).status_code == 200


def test_who_saves_the_very_same_is_told_so_and_goes_on(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine, theirs = filled_in(anna, draft), filled_in(boris, draft)
    save(boris, draft, theirs | {"headline": "The same"})
    response = anna.post(address_of(draft), mine | {"headline": "The same"}, follow=True)

    assert "Meanwhile the very same was saved already" in response.text


@pytest.mark.parametrize("base", [None, "", "x", "\x00", "foreign", "other"])
def test_a_form_that_does_not_say_what_it_was_opened_with_overwrites_nothing(
    anna: Client, make_interview: Callable[..., Interview], draft: Interview, base: str | None
) -> None:
    form = filled_in(anna, draft) | {"headline": "Mine", "exchanges-1-answer": "My answer."}
    del form["base"]
    if base == "other":
        other = make_interview(3)
        base = Opened.of(other).signed(other)
    if base == "foreign":
        base = signing.dumps({"content": {}})
    if base is not None:
        form["base"] = base

    page = overtaken(anna, draft, form).text
    assert "The form did not say what it was opened with" in page
    assert "Exchange 2: changed" in page
    save(anna, draft, sent_by(page))
    assert answers(draft)["q2"] == "My answer."


def test_a_change_past_the_desk_is_seen_as_well(
    anna: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    mine = filled_in(anna, item)
    type(item).objects.filter(pk=item.pk).update(body="By hand.")

    page = overtaken(anna, item, mine | {"headline": "Mine"}).text
    assert "from outside the desk" in page
    save(anna, item, sent_by(page))
    assert stored(item).body == "By hand."


def test_a_text_as_text_saved_meanwhile_is_seen(
    anna: Client, boris: Client, draft: Interview
) -> None:
    mine = filled_in(anna, draft)
    address = address_of(draft).replace("/change/", "/text/")
    text = {"text": "Q: Question 1?\n\nA: Quite another answer.\n"}
    shown = sent_by(boris.post(address, text).text)
    boris.post(address, shown | {"save": "Save"})
    assert "Quite another answer." in answers(draft).values()

    overtaken(anna, draft, mine | {"headline": "Mine"})


def test_a_draft_that_went_public_meanwhile_is_not_changed_unknowingly(
    anna: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    mine = filled_in(anna, item)
    type(item).objects.filter(pk=item.pk).update(published_at=timezone.now())

    page = overtaken(anna, item, mine | {"headline": "Mine"}).text
    assert "Its release is another one than when you opened the form. Public since" in page
    assert sent_by(page)["headline"] == "Mine"


def test_a_button_of_release_asks_for_nothing_before_the_form_is_settled(
    boris: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    mine = filled_in(boris, item)
    type(item).objects.filter(pk=item.pk).update(body="Meanwhile.")

    overtaken(boris, item, mine | {"release": "publish"})


def test_a_proposal_is_made_knowingly_too(
    anna: Client, boris: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(lead=LEAD)
    mine = filled_in(anna, item)
    type(item).objects.filter(pk=item.pk).update(body="Meanwhile.")

    page = overtaken(anna, item, mine | {"headline": "Mine"}).text
    save(anna, item, sent_by(page))
    assert stored(item).headline == ""


def test_what_was_deleted_meanwhile_can_be_saved_as_a_new_draft(
    anna: Client, draft: Interview
) -> None:
    form = filled_in(anna, draft) | {"exchanges-1-answer": "My answer."} | new_row(3, 35, "New?")
    address = address_of(draft)
    draft.delete()
    response = anna.post(address, form)

    assert "Not saved yet: this was deleted while you had it open" in response.text
    assert 'action="/admin/interviews/interview/add/"' in response.text
    assert not Interview.objects.exists()
    saved = anna.post("/admin/interviews/interview/add/", sent_by(response.text))
    assert saved.status_code == 302, saved.context["errors"]
    new = Interview.objects.get()
    assert (new.headline, new.lead, new.published_at) == (draft.headline, LEAD, None)
    assert order(new)[:3] == ["q1", "q2", "q3"]
    assert list(answers(new).values())[1] == "My answer."


@pytest.mark.parametrize("base", ["", "x"])
def test_what_never_was_cannot_be_saved(anna: Client, base: str) -> None:
    for number in ("999999", "x", "9" * 40):
        address = f"/admin/interviews/interview/{number}/change/"
        response = anna.post(address, {"headline": "x", "base": base}, follow=True)
        assert "Perhaps it was deleted?" in response.text
    assert not Interview.objects.exists()


def test_who_may_only_look_learns_nothing_by_saving(
    anna: Client, make_news_item: Callable[..., NewsItem], make_user: Callable[..., User]
) -> None:
    item = make_news_item(published_at=None)
    form = filled_in(anna, item)
    guest = make_user("guest", "Editors")
    guest.groups.clear()
    anna.force_login(guest)

    assert send(anna, item, form).status_code == 403


def test_lines_end_in_one_way_however_a_browser_sends_them(
    anna: Client, boris: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(body=f"One.\r\n\r\n{LEAD}\n\nTwo. ", published_at=None)
    mine, theirs = filled_in(anna, item), filled_in(boris, item)
    save(boris, item, theirs | {"body": f"One.\r\n\r\n{LEAD}\r\n\r\nTwo and three."})

    page = overtaken(anna, item, mine | {"body": f"One!\r\n\r\n{LEAD}\r\n\r\nTwo."}).text
    both = f"One!\n\n{LEAD}\n\nTwo and three."
    assert sent_by(page)["body"] == both
    save(anna, item, sent_by(page))
    assert stored(item).body == both


@pytest.mark.parametrize(
    "forged",
    [
        {"theirs": [":nonsense", "q9:answer", "\x00:\x00", ":order", "q1:deletion", "q1:order"]},
        {"exchanges-0-kept_key": "\x00", "exchanges-0-position": "9" * 5000},
        {"exchanges-TOTAL_FORMS": "x", "exchanges-INITIAL_FORMS": "-1"},
        {"exchanges-1-id": "", "exchanges-1-kept_key": "q1"},
        {"exchanges-1-id": "", "exchanges-1-kept_key": "a b#c"},
        {"exchanges-1-id": "999999", "exchanges-2-position": "x"},
    ],
)
@pytest.mark.parametrize("is_stale", [False, True])
def test_what_no_form_of_ours_sends_is_an_answer_and_no_fault(
    anna: Client, draft: Interview, forged: dict[str, Any], is_stale: bool
) -> None:
    form = filled_in(anna, draft)
    if is_stale:
        draft.exchanges.filter(key="q1").update(answer="Meanwhile.")

    assert send(anna, draft, form | forged).status_code in {200, 302}
    assert {"q1", "q2", "q3"} <= set(order(draft))


def test_242_exchanges_are_brought_together(
    anna: Client, boris: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(242, published_at=None)
    mine, theirs = filled_in(anna, interview), filled_in(boris, interview)
    save(boris, interview, theirs | {"exchanges-0-answer": "Theirs."})

    page = overtaken(anna, interview, mine | {"exchanges-241-answer": "Mine."}).text
    save(anna, interview, sent_by(page))

    after = answers(interview)
    assert (after["q1"], after["q242"], len(after)) == ("Theirs.", "Mine.", 242)
