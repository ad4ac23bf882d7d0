"""The room "Add from a document", as forms that are sent and pages that come back."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from interviews.models import Exchange, Interview
from newsroom.intake.review.carried import MOST_PARAGRAPHS
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

START = "/admin/from-a-document/"
REVIEW = f"{START}review/"
FIXTURE = json.loads(Path("fixtures/interviews.json").read_text(encoding="utf-8"))
NEWS = json.loads(Path("fixtures/news.json").read_text(encoding="utf-8"))
TALK = """\
Interview of Anna Berg to the Daily

12.03.2024

Anna Berg spoke about the year.

BORIS: What was agreed?

ANNA: We agreed on the calendar.

It was a long day. It is over now.
"""


def interview_text() -> str:
    """Return the interview of the source document, as the document has it."""
    told, *exchanges = (row["fields"] for row in FIXTURE)
    said = [f"—\N{NO-BREAK SPACE}{it[side]}" for it in exchanges for side in ("question", "answer")]
    headline = told["headline"]
    return "\n\n".join([headline, f"{headline} 12.03.2024", told["lead"], *said])


def whole_document() -> str:
    """Return the source document, with the links of the page that it was copied from."""
    items = [row["fields"] for row in NEWS]
    days = ["24.04.2024", "24.04.2024", "22.04.2024"]
    news = [f"{day}\n\n{it['lead']}" for day, it in zip(days, items, strict=True)]
    links = ["Go back", "Back to the section", "Back to the all news"]
    return "\n\n".join([*news, interview_text(), *links])


def briefing(exchanges: int) -> str:
    """Return a briefing of so many questions, each with an answer of three paragraphs."""
    told = ["Press briefing by the spokesperson", "24 April 2024", "The briefing began at noon."]
    for number in range(1, exchanges + 1):
        told += [
            f"Q: Question {number}: what about matter {number} of the agenda?",
            f"MR. SMITH: Answer {number} begins here. It goes on about matter {number}.",
            f"A second paragraph of answer {number}, with more words to fill it.",
            f"A third one for {number}: it ends here.",
        ]
    return "\n\n".join(told)


class FormReader(HTMLParser):
    """What a browser would send of the form under review."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.chosen = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "select":
            self.chosen = told["name"]
        elif tag == "option" and "selected" in told:
            self.sent[self.chosen] = told["value"]
        elif tag == "input" and "name" in told:
            kind = told.get("type", "text")
            is_box = kind in {"checkbox", "radio"}
            if not is_box or "checked" in told:
                self.sent[told["name"]] = told.get("value", "on" if is_box else "")


def paste(desk: Client, text: str, **others: Any) -> Any:
    return desk.post(START, {"text": text, **others})


def press(desk: Client, page: Any, wish: str, **changes: Any) -> Any:
    """Send the form of the page with some fields changed; None takes a tick away."""
    sent = FormReader(page.text).sent | {"do": wish} | changes
    return desk.post(REVIEW, {name: it for name, it in sent.items() if it is not None})


def faults(page: Any) -> list[str]:
    return [fault.sentence for fault in page.context["faults"]]


def drafts(page: Any) -> list[Any]:
    return [it.draft for it in page.context["page"].publications]


def colleague(*rights: str) -> Client:
    user = User.objects.create_user("colleague", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


def mangled(page: Any, **entries: Any) -> str:
    """Return the state of the page with other entries, packed as the page does it."""
    told = json.loads(zlib.decompress(b64decode(FormReader(page.text).sent["document"])))
    return b64encode(zlib.compress(json.dumps(told | entries).encode())).decode()


def test_the_source_document_becomes_four_drafts(desk: Client) -> None:
    page = paste(desk, whole_document())
    assert page.context["page"].summary == (
        "3 news items and 1 interview of 7 exchanges; 4 paragraphs left out; "
        "the turns are probable (85 %)."
    )
    assert ">Save 4 drafts<" in page.text
    assert NewsItem.objects.count() + Interview.objects.count() == 0
    saved = press(desk, page, "save")

    told = FIXTURE[0]["fields"]
    interview = Interview.objects.get()
    assert saved.headers["Location"] == "/admin/"
    assert sorted(NewsItem.objects.values_list("lead", flat=True)) == sorted(
        row["fields"]["lead"] for row in NEWS
    )
    for name in ("headline", "lead", "outlet", "interviewee", "interviewee_role"):
        assert getattr(interview, name) == told[name]
    assert f"{interview.date}" == told["date"]
    assert [(it.question, it.answer) for it in interview.exchanges.all()] == [
        (row["fields"]["question"], row["fields"]["answer"]) for row in FIXTURE[1:]
    ]
    assert not NewsItem.objects.exclude(published_at=None).exists()
    assert interview.published_at is None


def test_the_message_links_each_of_several(desk: Client) -> None:
    press(desk, paste(desk, whole_document()), "save")
    page = desk.get("/admin/").text

    for publication in (*NewsItem.objects.all(), Interview.objects.get()):
        desk_name = publication._meta.label_lower.replace(".", "/")
        assert f'<a href="/admin/{desk_name}/{publication.pk}/change/">' in page


def test_one_that_is_saved_opens_in_its_form_and_in_its_history(desk: Client) -> None:
    saved = press(desk, paste(desk, TALK), "save")
    interview = Interview.objects.get()

    assert saved.headers["Location"] == f"/admin/interviews/interview/{interview.pk}/change/"
    assert [it.change_message for it in LogEntry.objects.all()] == ["From a document."]


def test_one_that_is_saved_can_be_published_next(desk: Client) -> None:
    asked = press(desk, paste(desk, TALK), "publish")
    interview = Interview.objects.get()

    address = f"/admin/interviews/interview/{interview.pk}/release/publish/"
    assert asked.headers["Location"] == address
    assert interview.published_at is None
    assert "Publish now" in desk.get(address).text
    assert ">Save and publish …<" not in paste(desk, whole_document()).text


def test_what_is_scheduled_changes_only_with_an_express_tick(
    desk: Client, tomorrow: datetime.datetime
) -> None:
    press(desk, paste(desk, TALK), "save")
    Interview.objects.update(published_at=tomorrow)
    page = paste(desk, TALK.replace("the calendar", "the whole calendar"))
    refused = press(desk, page, "save")
    assert "is released: tick that its changes may be public at once." in faults(refused)[0]
    assert not Exchange.objects.filter(answer__contains="whole").exists()

    press(desk, refused, "save", **{"publication-0-public": "on"})
    assert Exchange.objects.filter(answer__contains="whole").exists()


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1251", "беседа.txt"), ("utf-8", "talk.md"), ("utf-16", "talk.txt")]
)
def test_a_file_is_read_whatever_its_encoding(desk: Client, encoding: str, name: str) -> None:
    text = (
        "Интервью Анны Берг газете «День»\n\n12 марта 2024 года\n\n"
        "— Анна Ивановна, о чём удалось договориться на встрече?\n\n"
        "— Мы согласовали календарь на весь год."
    )
    page = paste(desk, "", file=SimpleUploadedFile(name, text.encode(encoding)))
    (draft,) = drafts(page)

    assert draft.exchanges[0].answer == "Мы согласовали календарь на весь год."
    assert f"{draft.date}" == "2024-03-12"


@pytest.mark.parametrize(
    ("text", "file", "field", "sentence"),
    [
        ("", None, "text", "There is nothing to read yet: paste a text or choose a file."),
        ("  \n", None, "text", "There is nothing to read yet: paste a text or choose a file."),
        ("Kept words.", b"Others.", "file", "Either a text or a file: empty the text above"),
        ("", b"", "file", "The document is empty"),
        ("", b"%PDF-1.7 Kept words.", "file", "PDF files cannot be read: copy the text"),
        ("", b"x" * (10 * 1024 * 1024 + 1), "file", "The file has more than 10 MB: divide it"),
        ("31.02.2024\n\nKept words.", None, "text", "31.02.2024 is in no calendar"),
        ("Kept words.\n\n" * (MOST_PARAGRAPHS + 1), None, "text", "one page shows up to 5000"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(
    desk: Client, text: str, file: bytes | None, field: str, sentence: str
) -> None:
    given = {} if file is None else {"file": SimpleUploadedFile("words.txt", file)}
    page = paste(desk, text, **given)

    assert sentence in page.context["form"].errors[field][0]
    assert "Kept words." not in text or "Kept words." in page.text


def test_nobody_from_outside_sees_anything(client: Client) -> None:
    for answer in (client.get(START), client.get(REVIEW), paste(client, TALK)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/admin/login/?next=/admin/from-a-document/")


def test_whoever_may_only_look_is_not_let_in() -> None:
    looking = colleague("view_newsitem", "view_interview", "change_newsitem")

    for answer in (looking.get(START), paste(looking, TALK), looking.post(REVIEW, {})):
        assert answer.status_code == 403
    for page in ("/admin/", "/admin/news/newsitem/"):
        assert "from-a-document" not in looking.get(page).text


def test_what_somebody_may_not_add_is_told_and_not_saved() -> None:
    of_news = colleague("add_newsitem", "view_newsitem")
    page = paste(of_news, whole_document())
    assert "You may not add interviews, so this one is not saved." in page.text
    assert ">Save 3 drafts<" in page.text
    press(of_news, page, "save")

    assert (NewsItem.objects.count(), Interview.objects.count()) == (3, 0)


def test_whoever_may_not_change_is_not_asked_to_publish_or_correct() -> None:
    adding = colleague("add_newsitem")
    page = paste(adding, "24.04.2024\n\nThe lead of a new item.")
    assert ">Save and publish …<" not in page.text
    assert press(adding, page, "publish").headers["Location"] == "/admin/"
    again = paste(adding, "24.04.2024\n\nThe lead of a new item.")

    assert "You may not change news items" in again.text
    assert faults(press(adding, again, "save")) == ["There is nothing to save."]
    assert NewsItem.objects.count() == 1


def test_both_desks_and_the_first_page_lead_here(desk: Client) -> None:
    for page in ("/admin/", "/admin/news/newsitem/", "/admin/interviews/interview/"):
        assert 'href="/admin/from-a-document/"' in desk.get(page).text


def test_the_same_document_again_changes_nothing(desk: Client) -> None:
    press(desk, paste(desk, whole_document()), "save")
    page = paste(desk, whole_document())

    assert "there is nothing to save" in page.text
    assert 'value="save"' not in page.text


def test_a_correction_is_shown_word_by_word_and_made_in_place(desk: Client) -> None:
    press(desk, paste(desk, TALK), "save")
    before = Interview.objects.get()
    page = paste(desk, TALK.replace("calendar", "budget"))
    assert "This corrects" in page.text
    assert re.search(r"<ins>(?:(?!</ins>).)*budget", page.text, re.DOTALL)
    press(desk, page, "save")

    exchange = Exchange.objects.get()
    assert exchange.answer.startswith("We agreed on the budget.")
    assert (exchange.interview.pk, exchange.key) == (before.pk, "q1")
    assert LogEntry.objects.first().change_message == "From a document: 1 exchange changed."  # type: ignore[union-attr]


def test_a_correction_can_be_stored_as_a_new_draft_instead(desk: Client) -> None:
    press(desk, paste(desk, TALK), "save")
    page = paste(desk, TALK.replace("calendar", "budget"))
    press(desk, page, "save", **{"publication-0-what": "anew"})

    assert Interview.objects.count() == 2


def test_what_is_public_changes_only_once_it_is_said_what_kind_of_change_that_is(
    desk: Client, source_content: None
) -> None:
    text = whole_document().replace("I assess the visit", "I still assess the visit")
    page = paste(desk, f"{text}\n\n25.04.2024\n\nA new item.")
    refused = press(desk, page, "save")
    assert "It is public: everyone sees the changes at once." in page.text
    assert faults(refused) == ["Say whether this is a minor change or a correction."]
    assert Exchange.objects.filter(answer__startswith="I still").count() == 0
    assert NewsItem.objects.count() == 3
    press(desk, refused, "save", **{"publication-3-change-kind": "minor"})

    assert Exchange.objects.get(answer__startswith="I still").key == "q1"
    assert Interview.objects.get().is_public
    assert NewsItem.objects.get(lead="A new item.").published_at is None


def test_what_was_changed_meanwhile_is_looked_at_again(desk: Client) -> None:
    press(desk, paste(desk, TALK), "save")
    page = paste(desk, TALK.replace("calendar", "budget"))
    Exchange.objects.update(answer="Changed meanwhile.")
    again = press(desk, page, "save")

    assert "What is stored changed meanwhile" in faults(again)[0]
    assert Exchange.objects.get().answer == "Changed meanwhile."
    assert press(desk, again, "save").status_code == 302


def test_what_somebody_writes_beside_the_text_overrides_it(desk: Client) -> None:
    told = {
        "publication-0-headline": "Another headline",
        "publication-0-date": "2024-03-14",
        "publication-0-outlet": "The Weekly",
        "publication-0-interviewee": "",
        "publication-0-interviewee_role": "Head of something",
    }
    shown = press(desk, paste(desk, TALK), "show", **told)
    assert '<h4 dir="auto">Another headline</h4>' in shown.text
    press(desk, shown, "save")

    interview = Interview.objects.get()
    assert (interview.headline, f"{interview.date}") == ("Another headline", "2024-03-14")
    assert (interview.outlet, interview.interviewee) == ("The Weekly", "")
    assert interview.interviewee_role == "Head of something"


def test_names_that_the_desk_wrote_stay_unless_they_are_written_anew(desk: Client) -> None:
    press(desk, paste(desk, TALK), "save")
    Interview.objects.update(outlet="The Daily Paper")
    page = paste(desk, TALK.replace("calendar", "budget"))
    assert 'value="The Daily Paper"' in page.text
    press(desk, page, "save", **{"publication-0-interviewee": "Dr Anna Berg"})

    interview = Interview.objects.get()
    assert (interview.outlet, interview.interviewee) == ("The Daily Paper", "Dr Anna Berg")


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("headline", "", "An interview has a headline: write one."),
        ("headline", "x" * 301, "Ensure this value has at most 300 characters"),
        ("date", "", "Write the date as in 24.04.2024."),
        ("date", "tomorrow", "Write the date as in 24.04.2024."),
        ("date", "31.02.2024", "31.02.2024 is in no calendar: correct it."),
        ("date", "01.01.1066", "Write the date as in 24.04.2024."),
        ("outlet", "x" * 201, "Ensure this value has at most 200 characters"),
    ],
)
def test_a_mistake_is_told_with_a_link_and_nothing_is_stored(
    desk: Client, field: str, text: str, sentence: str
) -> None:
    page = press(desk, paste(desk, TALK), "save", **{f"publication-0-{field}": text})

    (fault,) = page.context["faults"]
    assert sentence in fault.sentence
    assert f'href="#id_publication-0-{field}"' in page.text
    assert f'id="id_publication-0-{field}"' in page.text
    assert text in page.text
    assert Interview.objects.count() == 0


def test_what_the_base_refuses_is_told_with_a_link_to_the_paragraph(desk: Client) -> None:
    page = press(desk, paste(desk, TALK), "save", **{"name-0-0": "x" * 201})

    assert "200 characters" in faults(page)[0]
    assert page.context["faults"][0].anchor == "p1"
    assert Interview.objects.count() == 0


def test_a_date_that_no_calendar_has_can_be_corrected(desk: Client) -> None:
    page = paste(desk, "24.04.2024\n\nA lead.\n\nThey met on 31.02.2024 in Minsk.")
    chosen = press(desk, page, "save", **{"role-0": "BODY", "role-2": "DATE"})

    assert faults(chosen) == ["31.02.2024 is in no calendar: correct the date and try again."]
    assert NewsItem.objects.count() == 0


def test_a_publication_can_be_left_unsaved(desk: Client) -> None:
    page = paste(desk, whole_document())
    skipped = press(desk, page, "show", **{"publication-1-skip": "on"})
    assert ">Save 3 drafts<" in skipped.text
    press(desk, skipped, "save")

    assert NewsItem.objects.count() == 2


def test_roles_speakers_and_turns_are_corrected_by_buttons(desk: Client) -> None:
    page = paste(desk, TALK)
    assert "Split before the sentence" in press(desk, page, "open:5").text
    cut = press(desk, page, "cut:5:1")
    asked = press(desk, cut, "show", **{"role-5": "QUESTION", "name-0-1": "Anna Berg"})
    (draft,) = drafts(asked)
    assert [(it.question, it.answer, it.answered_by) for it in draft.exchanges] == [
        ("What was agreed?", "We agreed on the calendar.", "Anna Berg"),
        ("It was a long day.", "It is over now.", "Anna Berg"),
    ]
    assert drafts(press(desk, asked, "swap:0"))[0].exchanges != draft.exchanges
    assert len(drafts(press(desk, asked, "join:5"))[0].exchanges) == 1
    assert len(drafts(press(desk, asked, "begin:5"))) == 2


def test_a_speaker_who_was_taken_for_the_other_is_turned_round(desk: Client) -> None:
    page = press(desk, paste(desk, TALK), "show", **{"part-0-0": "ANSWER", "part-0-1": "QUESTION"})
    (draft,) = drafts(page)

    assert draft.text == "**BORIS:** What was agreed?"
    assert draft.exchanges[0].question.startswith("We agreed on the calendar.")


def test_nothing_of_the_text_is_taken_for_markup(desk: Client) -> None:
    page = paste(desk, TALK.replace("Anna Berg", "<script>alert(1)</script>"))

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


def test_a_state_that_nobody_sent_leads_back_to_the_start(desk: Client) -> None:
    page = paste(desk, TALK)
    row = [1, "A", "body", False, "", "", ""]
    states = ["", "{}", "AAAA", mangled(page, sections=[[row] * 100_000]), mangled(page, sure=[])]
    states.append(mangled(page, sections=[[[1, "A", "boss", False, "", "", ""]]]))
    for state in states:
        answer = press(desk, page, "save", document=state)

        assert answer.status_code == 200
        assert "The page did not come back as it was sent: paste the text again." in answer.text
    assert desk.get(REVIEW).headers["Location"] == START


@pytest.mark.parametrize(
    "wish",
    ["cut:5:7", "cut:5", "join:0", "join:99", "begin:0", "turn:0", "swap:7", "cut:-1:1", "§", ""],
)
def test_a_place_that_there_is_not_is_told_and_changes_nothing(desk: Client, wish: str) -> None:
    page = paste(desk, TALK)
    answer = press(desk, page, wish)

    assert faults(answer) == ["That is not possible at this place; nothing was changed."]
    assert drafts(answer) == drafts(page)


def test_answers_that_no_form_of_ours_sends_do_no_harm(desk: Client) -> None:
    page = paste(desk, TALK)
    for changes in ({"role-3": "BOSS"}, {"part-0-0": "LEAD"}, {"part-0-0": "BOSS"}):
        assert "not possible" in faults(press(desk, page, "show", **changes))[0]
    for wish, place in (("open:999999", "7"), ("show", "²"), ("show", "9" * 5000), ("open", "")):
        assert press(desk, page, wish, open=place).status_code == 200
    odd = {"role-99": "LEAD", "publication-7-headline": "x", "publication-0-headline": "A\0\nB"}
    assert drafts(press(desk, page, "show", **odd))[0].headline == "A B"


def test_a_million_roles_are_refused_with_a_sentence(desk: Client) -> None:
    roles = "&".join(f"role-{place}=LEAD" for place in range(500_000))
    kind = "application/x-www-form-urlencoded"
    answer = desk.post(REVIEW, roles, content_type=kind)

    assert answer.status_code == 400
    assert "<h1" in answer.text


def test_a_briefing_of_242_questions_fits_one_lean_page(
    desk: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(12):
        page = paste(desk, briefing(242))
    assert len(page.content) < 1_500_000
    press(desk, page, "save")

    assert Exchange.objects.count() == 242
