"""A whole conversation edited as one text at the desk."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

from interviews.models import EarlierWording, Interview
from newsroom.editing import history
from newsroom.editing.models import Proposal
from newsroom.publication.models import State

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeInterview = Callable[..., Interview]

LIST = "/admin/interviews/interview/"
NEW = "\n\nQ: Nothing of the kind was asked before?\n\nA: No."


def address(interview: Interview) -> str:
    return f"{LIST}{interview.pk}/text/"


class Page:
    """The page as a browser without scripts has it: the text, and what it carries along."""

    def __init__(self, desk: Client, interview: Interview) -> None:
        self.desk, self.address = desk, address(interview)
        self.answer: Any = desk.get(self.address)

    @property
    def text(self) -> str:
        written = r'<textarea[^>]* id="id_text"[^>]*>\n(.*?)</textarea>'
        (text,) = re.findall(written, self.answer.text, re.DOTALL)
        return unescape(text)

    @property
    def buttons(self) -> set[str]:
        return set(re.findall(r'<input type="submit"[^>]* name="(\w+)"', self.answer.text))

    def press(self, button: str, text: str | None = None) -> Page:
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', self.answer.text)
        written = self.text if text is None else text
        sent = dict(hidden) | {"text": written.replace("\n", "\r\n"), button: "pressed"}
        if "change-kind" in self.answer.text:
            sent["change-kind"] = "minor"
        self.answer = self.desk.post(self.address, sent, follow=True)
        return self

    def edit(self, old: str, new: str) -> Page:
        """Replace something in the text, and look at what that changes."""
        assert old in self.text
        return self.press("show", self.text.replace(old, new))

    @property
    def told(self) -> str:
        """What is read on the page outside the text, one line for each element."""
        html = re.sub(r"<(head|textarea|pre).*?</\1>", "", self.answer.text, flags=re.DOTALL)
        inline = re.sub(r"</?(del|ins|span)[^>]*>", "", html)
        lines = unescape(re.sub(r"<[^>]+>", "\n", inline)).split("\n")
        return "\n".join(["", *(" ".join(line.split()) for line in lines if line.strip()), ""])

    def tells(self, *lines: str) -> bool:
        return "\n".join(["", *lines, ""]) in self.told

    @property
    def is_the_form(self) -> bool:
        return [url for url, _status in self.answer.redirect_chain] == [
            self.address.replace("/text/", "/change/")
        ]


def stored(interview: Interview) -> list[tuple[str, str, str]]:
    return list(interview.exchanges.values_list("key", "question", "answer"))


def test_the_form_of_an_interview_leads_to_its_text(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(2, preamble="An opening.")
    html = desk.get(f"{LIST}{interview.pk}/change/").text

    assert f'<a href="{address(interview)}">Edit as text</a>' in html
    assert "Edit as text" not in desk.get(f"{LIST}add/").text
    assert Page(desk, interview).text == (
        "An opening.\n\nQ: Question 1?\n\nA: Answer 1.\n\nQ: Question 2?\n\nA: Answer 2.\n"
    )


def test_what_changes_is_shown_and_nothing_is_stored_before_it_is_confirmed(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(4)
    before = stored(interview)
    page = Page(desk, interview)
    assert page.buttons == {"show"}
    page.edit("Answer 2.", "A corrected answer 2." + NEW)

    assert page.tells("This will change", "Public since 12.03.2024 at 12:00 UTC.")
    assert page.tells("1 exchange unchanged", "Exchange 2: changed", "Question 2?", "Answer")
    assert page.tells("removed: Answer (end) added: A corrected answer (end) 2.")
    assert page.tells("Exchange 3: new", "Question")
    assert page.tells("2 exchanges unchanged")
    assert page.buttons == {"save", "show"}
    assert stored(interview) == before

    assert page.press("save").is_the_form
    assert page.tells("The conversation is saved: 1 exchange added, 1 exchange changed.")
    after = stored(interview)
    assert [key for key, _question, _answer in after if len(key) == 2] == [
        "q1",
        "q2",
        "q3",
        "q4",
    ]
    assert after[1][2] == "A corrected answer 2."
    assert after[2][1:] == ("Nothing of the kind was asked before?", "No.")


def test_242_exchanges_with_one_inserted_and_two_corrected_keep_242_keys(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(242)
    page = Page(desk, interview)
    text = page.text.replace("Answer 21.", "Answer 21, corrected.")
    text = text.replace("Question 201?", "Which question, 201?")
    page.press("show", text.replace("Answer 121.", f"Answer 121.{NEW}"))
    assert page.tells("20 exchanges unchanged", "Exchange 21: changed")
    assert page.tells("100 exchanges unchanged", "Exchange 122: new", "Question")
    assert page.tells("79 exchanges unchanged", "Exchange 202: changed")
    page.press("save")

    after = stored(interview)
    assert [key for key, _question, _answer in after[:121] + after[122:]] == [
        f"q{number}" for number in range(1, 243)
    ]
    assert len(after) == 243
    assert after[201] == ("q201", "Which question, 201?", "Answer 201.")
    assert list(interview.exchanges.values_list("position", flat=True)) == [*range(10, 2440, 10)]


def test_the_history_tells_what_was_changed_and_by_whom(
    desk: Client, make_interview: MakeInterview, editor: User
) -> None:
    interview = make_interview(3)
    Page(desk, interview).edit("Q: Question 2?\n\nA: Answer 2.\n\n", "").press("save")

    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (editor, str(interview.pk))
    assert entry.get_change_message() == "As text: 1 exchange removed."


def test_the_same_text_has_nothing_to_save(desk: Client, make_interview: MakeInterview) -> None:
    page = Page(desk, make_interview(2)).press("show")

    assert page.tells("This will change", "Nothing: the text says what is stored.")
    assert page.buttons == {"show"}
    assert not LogEntry.objects.exists()


def test_an_exchange_that_moves_is_told_with_both_its_numbers(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(3)
    page = Page(desk, interview)
    last = "Q: Question 3?\n\nA: Answer 3.\n"
    page.press("show", last + "\n" + page.text.replace(last, ""))

    assert page.tells("Exchange 1: moved from place 3", "Question 3?", "2 exchanges unchanged")
    page.press("save")
    assert [key for key, _question, _answer in stored(interview)] == ["q3", "q1", "q2"]


def test_a_vanished_exchange_is_told_first_and_whole(
    desk: Client, make_interview: MakeInterview
) -> None:
    page = Page(desk, make_interview(3))
    page.edit("Q: Question 2?\n\nA: Answer 2.\n\n", "")

    assert page.tells("1 exchange is removed, and links to it no longer find it.")
    assert page.tells(
        "Exchange 2 as it was: removed",
        "Question",
        "removed: Question 2? (end)",
        "Answer",
        "removed: Answer 2. (end)",
        "2 exchanges unchanged",
    )


def test_an_empty_text_is_told_before_it_removes_everything(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(3, preamble="An opening.")
    page = Page(desk, interview).press("save", "")
    assert len(stored(interview)) == 3
    assert page.tells("The text is empty: saving it leaves nothing of the conversation.")
    assert page.tells("3 exchanges are removed, and links to them no longer find them.")
    assert page.tells("Preamble: removed")

    page.press("save")
    assert stored(interview) == []
    assert Interview.objects.get().preamble == ""


def test_a_text_without_a_question_says_that_it_becomes_the_preamble(
    desk: Client, make_interview: MakeInterview
) -> None:
    page = Page(desk, make_interview(1)).press("show", "Nobody asked anything.")

    assert "The text holds no question: all of it becomes the preamble." in page.told
    assert page.tells("Preamble: new", "added: Nobody asked anything. (end)")


def test_saving_another_text_than_the_one_shown_shows_its_changes_first(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(2)
    page = Page(desk, interview).edit("Answer 1.", "Another answer 1.")
    page.press("save", page.text.replace("Answer 2.", "Another answer 2."))
    assert page.tells(
        "You edited the text after its changes were shown. Look at them again, then save."
    )
    assert page.tells("Exchange 2: changed", "Question 2?", "Answer")
    assert stored(interview)[0][2] == "Answer 1."

    assert page.press("save").is_the_form
    assert [answer for _key, _question, answer in stored(interview)] == [
        "Another answer 1.",
        "Another answer 2.",
    ]


@pytest.mark.parametrize("button", ["show", "save"])
def test_what_someone_else_stored_meanwhile_is_shown_and_not_overwritten(
    desk: Client, make_interview: MakeInterview, button: str
) -> None:
    interview = make_interview(3)
    page = Page(desk, interview).edit("Answer 1.", "Mine of answer 1.")
    interview.exchanges.filter(key="q3").update(answer="Theirs of answer 3.")
    before = stored(interview)
    mine = page.text
    page.press(button)

    assert "Someone changed this interview after you opened this page" in page.told
    assert page.tells("removed: Answer (end) added: Mine of answer (end) 1.")
    assert page.tells("removed: Theirs of answer (end) added: Answer (end) 3.")
    assert page.text == mine
    assert stored(interview) == before

    page.edit("Answer 3.", "Theirs of answer 3.")
    assert "Someone changed" not in page.told
    assert page.press("save").is_the_form
    answers = [answer for _key, _question, answer in stored(interview)]
    assert answers == ["Mine of answer 1.", "Answer 2.", "Theirs of answer 3."]


def test_what_changed_before_the_first_look_is_told_too(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(2)
    page = Page(desk, interview)
    interview.exchanges.filter(key="q2").update(answer="Theirs.")

    assert "Someone changed this interview" in page.edit("Answer 1.", "Mine.").told


def test_a_second_click_on_save_says_that_all_is_stored(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(2)
    page = Page(desk, interview).edit("Answer 1.", "Another answer 1.")
    first = page.answer
    page.press("save")
    page.answer = first
    page.press("save")

    assert page.tells("Nothing: the text says what is stored.")
    assert "Someone changed" not in page.told
    assert LogEntry.objects.count() == 1


def test_a_name_that_is_too_long_is_told_and_nothing_is_lost(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(2)
    before = stored(interview)
    page = Page(desk, interview).edit("Q: Question 2?", f"Q ({'N' * 201}): Question 2?")

    assert page.tells(
        f"Exchange 2: the name that begins with “{'N' * 40}” has 201 characters; "
        "shorten it to 200 at most."
    )
    assert page.buttons == {"show"}
    assert "N" * 201 in page.text
    assert page.press("save").tells("Exchange 2: changed", "Question 2?", "Asked by")
    assert stored(interview) == before


def test_what_the_reader_of_the_text_doubts_is_told_by_line(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(1)
    page = Page(desk, interview).press("show", "Q: One?\n\nQ: Two?\n\nA: Yes.\n\nEND\n")

    assert "Please look at these places" in page.told
    assert "Line 3: Two questions running: they are joined into one." in page.told
    page.press("save")
    assert stored(interview)[0][1:] == ("One?\n\nTwo?", "Yes.\n\nEND")


def test_what_a_text_from_elsewhere_leaves_out_is_told_by_line(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(1)
    page = Page(desk, interview).press("show", "— One?\n\n— Yes.\n\nEND\n")

    assert page.tells(
        "Line 5: “END” is left out (end sign). To keep it, make it part of another paragraph."
    )
    page.press("save")
    assert stored(interview)[0][1:] == ("One?", "Yes.")


def test_signs_of_control_are_neither_shown_nor_stored(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(1)
    page = Page(desk, interview).press("show", "Q: W\x00h\x07y?\n\nA: Be\x1fcause\u2028so.")
    assert page.text == "Q: Why?\n\nA: Because\nso."
    assert page.press("save").is_the_form

    assert stored(interview)[0][1:] == ("Why?", "Because\n\nso.")


def test_markup_in_a_text_is_shown_as_it_is_written(
    desk: Client, make_interview: MakeInterview
) -> None:
    page = Page(desk, make_interview(1))
    page.edit("Answer 1.", "</textarea><script>alert(1)</script> & *Answer* 1.")

    assert "<script>alert" not in page.answer.text
    assert "</textarea><script>alert(1)</script> & *Answer* 1." in page.text
    assert "</textarea><script>alert(1)</script> & *Answer*" in page.told


def test_several_speakers_are_written_and_read_in_brackets(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(2)
    interview.exchanges.filter(key="q1").update(asked_by="TASS (Moscow)", answered_by="Anna Berg")
    page = Page(desk, interview)
    assert "A (Anna Berg): Answer 1." in page.text
    page.edit("A: Answer 2.", "A (Ivan Petrov): Answer 2.").press("save")

    names = list(interview.exchanges.values_list("asked_by", "answered_by"))
    assert names == [("TASS (Moscow)", "Anna Berg"), ("", "Ivan Petrov")]


def test_a_draft_stays_a_draft(desk: Client, make_interview: MakeInterview) -> None:
    interview = make_interview(1, published_at=None)
    page = Page(desk, interview).edit("Answer 1.", "Another answer 1.")
    assert page.tells("Draft. Not visible to anyone outside.")
    page.press("save")

    interview.refresh_from_db()
    assert interview.state == State.DRAFT
    assert stored(interview)[0][2] == "Another answer 1."


@pytest.fixture
def colleague(db: None) -> Callable[..., Client]:
    """Sign in someone of the desk with so many rights, named as in `add_exchange`."""

    def sign_in(*rights: str) -> Client:
        user = User.objects.create_user("colleague", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize(
    "rights",
    [
        (),
        ("view_interview", "view_exchange"),
        ("change_newsitem", "add_exchange", "change_exchange", "delete_exchange"),
        ("change_interview",),
        ("change_interview", "change_exchange", "add_exchange"),
    ],
)
def test_whoever_may_not_change_all_of_it_gets_neither_page_nor_link(
    colleague: Callable[..., Client], make_interview: MakeInterview, rights: tuple[str, ...]
) -> None:
    interview, client = make_interview(1), colleague(*rights)
    sent = {"text": "Mine.", "save": "Save"}

    assert client.get(address(interview)).status_code == 403
    assert client.post(address(interview), sent).status_code == 403
    assert "Edit as text" not in client.get(f"{LIST}{interview.pk}/change/").text
    assert len(stored(interview)) == 1


def test_a_reader_is_asked_to_log_in(client: Client, make_interview: MakeInterview) -> None:
    answer = client.post(address(make_interview(1)), {"text": "", "save": "Save"})

    assert (answer.status_code, answer.headers["Location"][:13]) == (302, "/admin/login/")


def test_an_interview_deleted_while_it_is_saved_is_not_found(
    desk: Client, make_interview: MakeInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = make_interview(1)
    page = Page(desk, interview).edit("Answer 1.", "Another answer 1.")

    def store_too_late(*_arguments: Any) -> None:
        raise Interview.DoesNotExist

    monkeypatch.setattr("interviews.as_text.store", store_too_late)
    assert page.press("save").answer.status_code == 404


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999", "1/change"])
def test_the_text_of_no_interview_is_not_found(desk: Client, number: str) -> None:
    assert desk.get(f"{LIST}{number}/text/").status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"save": "Save"},
        {"save": "Save", "text": "Mine.", "seen": "x", "shown": "y"},
        {"save": "Save", "text": "Mine.", "seen": "\x00", "shown": "\x00"},
    ],
)
def test_what_no_page_of_ours_sends_is_shown_and_never_stored(
    desk: Client, make_interview: MakeInterview, sent: dict[str, str]
) -> None:
    interview = make_interview(1)
    answer = desk.post(address(interview), sent)

    assert answer.status_code == 200
    assert len(stored(interview)) == 1


def test_the_pages_cost_a_constant_number_of_queries(
    desk: Client, make_interview: MakeInterview, django_assert_max_num_queries: Any
) -> None:
    interview = make_interview(100)
    with django_assert_max_num_queries(8):
        page = Page(desk, interview)
    with django_assert_max_num_queries(8):
        page.press("show", re.sub(r"(?m)^A: ", "A (Anna Berg): ", page.text))
    # A version of the exchanges and the publish log included, and the form that follows.
    with django_assert_max_num_queries(75):
        page.press("save")

    assert set(interview.exchanges.values_list("answered_by", flat=True)) == {"Anna Berg"}


def test_of_something_public_it_is_said_what_kind_of_change_is_made_before_it_is_saved(
    desk: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(2)
    page = Page(desk, interview).edit("Answer 1.", "A corrected answer 1.")
    shown = page.answer.context
    sent = {name: shown[name] for name in ("text", "seen", "shown")}

    refused = desk.post(page.address, sent | {"save": "pressed"})
    assert "Say whether this is a minor change or a correction." in refused.text
    assert stored(interview)[0][2] == "Answer 1."

    told = {"change-kind": "correction", "change-note": "It was another answer."}
    desk.post(page.address, sent | told | {"save": "pressed"})
    assert stored(interview)[0][2] == "A corrected answer 1."
    correction = interview.corrections.get()
    assert correction.note == "It was another answer."
    assert correction.exchange == interview.exchanges.get(key="q1")


def test_an_answer_deleted_in_the_text_is_kept_in_the_history(
    desk: Client, make_interview: MakeInterview, editor: User
) -> None:
    interview = make_interview(2)
    Page(desk, interview).edit("Q: Question 2?\n\nA: Answer 2.", "").press("save")

    after, before = history.versions_of(interview)
    assert (after.revision.user, after.revision.comment) == (
        editor,
        "Edited as text: 1 exchange removed.",
    )
    assert history.content_of_version(before).keys == ("q1", "q2")
    assert history.content_of_version(after).keys == ("q1",)


def test_who_may_not_publish_proposes_a_text_and_readers_see_the_present_one(
    make_interview: MakeInterview, writer: User, sign_in: Callable[[User], Client]
) -> None:
    interview = make_interview(3)
    before = stored(interview)
    page = Page(sign_in(writer), interview).edit("Answer 2.", "A corrected answer 2." + NEW)
    assert "What you save here is proposed." in page.told
    page.press("save")

    assert stored(interview) == before
    assert not EarlierWording.objects.exists()
    proposal = Proposal.objects.get()
    assert page.answer.redirect_chain == [(proposal.get_desk_url(), 302)]
    assert proposal.summary == "1 exchange added, 1 exchange changed"
    assert len(proposal.proposed["parts"]) == 4
    assert LogEntry.objects.get().get_change_message() == (
        "Proposed as text: 1 exchange added, 1 exchange changed."
    )


def test_a_writer_edits_a_draft_as_text_at_once(
    make_interview: MakeInterview, writer: User, sign_in: Callable[[User], Client]
) -> None:
    interview = make_interview(1, published_at=None)
    Page(sign_in(writer), interview).edit("Answer 1.", "Another answer 1.").press("save")

    assert stored(interview)[0][2] == "Another answer 1."
    assert not Proposal.objects.exists()
