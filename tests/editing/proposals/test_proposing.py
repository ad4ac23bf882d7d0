"""Changes to something public by who may not publish, and what publishers do with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User

from interviews.models import EarlierWording, Exchange
from newsroom.editing import history
from newsroom.editing.models import Proposal
from newsroom.editing.proposals.standing import standing
from newsroom.editing.stored import content_of
from newsroom.news.models import NewsItem
from newsroom.publication.models import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview

    MakeNewsItem = Callable[..., NewsItem]
    MakeInterview = Callable[..., Interview]
    SignIn = Callable[[User], Client]


def address(publication: Any, view: str = "change/") -> str:
    meta = publication._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{publication.pk}/{view}"


def form_of(client: Client, publication: Any) -> dict[str, str]:
    """Return what a browser would send of the form if nobody typed anything."""
    context = client.get(address(publication)).context
    sent = {"base": context.get("base", "")}
    for form in (context["adminform"].form, *formsets(context)):
        for bound in form:
            value = bound.value()
            sent[bound.html_name] = "" if value is None else str(value)
    return sent | {"date": f"{publication.date:%d.%m.%Y}"}


def formsets(context: Any) -> Any:
    for formset in context["inline_admin_formsets"]:
        yield formset.formset.management_form
        yield from formset.formset.initial_forms


def proposed(client: Client, publication: Any, **changes: str) -> Proposal:
    """Save the form with these changes, as one who may not publish, and return what waits."""
    sent = form_of(client, publication) | changes
    answer = client.post(address(publication), sent)
    assert answer.status_code == 302, answer.context["errors"]
    proposal = Proposal.objects.latest("pk")
    assert answer["Location"] == address(publication, f"proposals/{proposal.pk}/")
    return proposal


MINOR = {"change-kind": "minor"}


class Page:
    """The page of a proposal as a browser without scripts has it."""

    def __init__(self, client: Client, proposal: Proposal) -> None:
        self.client, self.address = client, proposal.get_desk_url()
        self.answer: Any = client.get(self.address)

    @property
    def text(self) -> str:
        found: str = self.answer.text
        return " ".join(re.sub(r"<[^>]+>", " ", found).split())

    def press(self, button: str, **fields: str) -> Page:
        hidden = dict(re.findall(r'name="(seen)" value="([^"]*)"', self.answer.text))
        sent = {**hidden, "do": button, **fields}
        self.answer = self.client.post(self.address, sent, follow=True)
        return self


def test_what_somebody_who_may_not_publish_saves_is_proposed_and_readers_see_the_present_text(
    make_news_item: MakeNewsItem, writer: User, sign_in: SignIn, client: Client
) -> None:
    item = make_news_item(lead="The present lead.")
    desk = sign_in(writer)
    proposal = proposed(desk, item, lead="A better lead.", proposal_note="As agreed by phone.")

    item.refresh_from_db()
    assert item.lead == "The present lead."
    assert (proposal.proposed_by, proposal.proposed_by_name) == (writer, "Anna Berg")
    assert (proposal.note, proposal.summary) == ("As agreed by phone.", "lead")
    page = Page(desk, proposal).text
    assert "Proposed by Anna Berg" in page
    assert "As agreed by phone." in page
    assert "removed: The present (end) added: A better (end) lead." in page
    assert [it.get_change_message() for it in LogEntry.objects.all()] == ["Proposed: lead."]


def test_a_publisher_takes_a_proposal_and_the_history_names_both(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn, client: Client
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="A better lead.")
    Page(sign_in(publisher), proposal).press("take", answer_note="Thank you.", **MINOR)

    item.refresh_from_db()
    proposal.refresh_from_db()
    assert item.lead == "A better lead."
    assert (proposal.answer, proposal.answered_by, proposal.answer_note) == (
        Proposal.Answer.TAKEN,
        publisher,
        "Thank you.",
    )
    latest = history.versions_of(item)[0]
    assert (latest.revision.user, latest.revision.comment) == (
        publisher,
        "Proposed by Anna Berg, taken.",
    )
    assert history.content_of_version(history.versions_of(item)[1]).texts["lead"] == (
        "The present lead."
    )
    assert "A better lead." in client.get(item.get_absolute_url()).text


def test_of_a_public_text_it_is_said_what_kind_of_change_is_taken(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn, client: Client
) -> None:
    item = make_news_item(lead="The present lead.")
    page = Page(sign_in(publisher), proposed(sign_in(writer), item, lead="A better lead."))

    assert "Say whether this is a minor change" in page.press("take").text
    assert lead_of(item) == "The present lead."
    page.press("take", **{"change-kind": "correction", "change-note": "The lead was worse."})
    assert lead_of(item) == "A better lead."
    assert "The lead was worse." in client.get(item.get_absolute_url()).text


def lead_of(item: NewsItem) -> str:
    item.refresh_from_db()
    return item.lead


def test_a_proposal_is_declined_with_a_reason_and_its_author_reads_it(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn
) -> None:
    item = make_news_item(lead="The present lead.")
    author = sign_in(writer)
    page = Page(sign_in(publisher), proposed(author, item, lead="A better lead."))

    assert "Say why" in page.press("decline").text
    page.press("decline", answer_note="It was better before.")

    assert lead_of(item) == "The present lead."
    for view in ("change/", "proposals/"):
        html = author.get(address(item, view)).text
        assert "declined by Boris Ivanov" in html or "Declined by Boris Ivanov" in html
        assert "It was better before." in html


def test_the_author_takes_a_proposal_back_and_nobody_else_does(
    make_news_item: MakeNewsItem, writer: User, publisher: User, make_user: Any, sign_in: SignIn
) -> None:
    proposal = proposed(sign_in(writer), make_news_item(), lead="A better lead.")
    for other in (make_user("vera", "Editors"), publisher):
        assert Page(sign_in(other), proposal).press("take-back").answer.status_code == 403
    Page(sign_in(writer), proposal).press("take-back")

    proposal.refresh_from_db()
    assert proposal.answer == Proposal.Answer.TAKEN_BACK


@pytest.mark.parametrize("button", ["take", "decline"])
def test_who_may_not_publish_answers_no_proposal(
    make_news_item: MakeNewsItem, writer: User, make_user: Any, sign_in: SignIn, button: str
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="A better lead.")
    for user in (writer, make_user("vera", "Editors")):
        page = Page(sign_in(user), proposal)
        assert "Take the proposal" not in page.text
        forged = {"seen": seen(proposal, item), "answer_note": "x", **MINOR}
        assert page.press(button, **forged).answer.status_code == 403

    proposal.refresh_from_db()
    assert proposal.is_waiting
    assert lead_of(item) == "The present lead."


def seen(proposal: Proposal, publication: Any) -> str:
    return standing(proposal, type(publication).objects.get(pk=publication.pk)).seen


def test_at_a_desk_of_two_people_a_publisher_proposes_and_another_one_takes(
    make_news_item: MakeNewsItem, publisher: User, make_user: Any, sign_in: SignIn, settings: Any
) -> None:
    settings.NEWSROOM_TWO_PEOPLE = ["news"]
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(publisher), item, lead="A better lead.")
    own = Page(sign_in(publisher), proposal)
    assert own.press("take", seen=seen(proposal, item), **MINOR).answer.status_code == 403
    assert lead_of(item) == "The present lead."

    Page(sign_in(make_user("vera", "Publishers")), proposal).press("take", **MINOR)
    assert lead_of(item) == "A better lead."


@pytest.mark.parametrize("state", ["draft", "scheduled", "public"])
def test_only_what_is_a_draft_is_changed_at_once_by_who_may_not_publish(
    make_news_item: MakeNewsItem, writer: User, sign_in: SignIn, tomorrow: Any, state: str
) -> None:
    moments = {"draft": {"published_at": None}, "scheduled": {"published_at": tomorrow}}
    item = make_news_item(lead="The present lead.", **moments.get(state, {}))
    desk = sign_in(writer)
    html = desk.get(address(item)).text
    assert ("What you save here is proposed." in html) == (state != "draft")
    desk.post(address(item), form_of(desk, item) | {"lead": "A better lead."})

    assert Proposal.objects.count() == (state != "draft")
    assert (lead_of(item) == "A better lead.") == (state == "draft")


def test_saving_an_untouched_form_proposes_nothing_and_says_so(
    make_news_item: MakeNewsItem, writer: User, sign_in: SignIn
) -> None:
    item, desk = make_news_item(), sign_in(writer)
    answer = desk.post(address(item), form_of(desk, item), follow=True)

    assert "Nothing is proposed" in answer.text
    assert not Proposal.objects.exists()
    assert not LogEntry.objects.exists()


def test_a_button_of_release_proposes_as_well_and_leads_no_further(
    make_news_item: MakeNewsItem, writer: User, sign_in: SignIn
) -> None:
    item, desk = make_news_item(lead="The present lead."), sign_in(writer)
    forged = form_of(desk, item) | {"lead": "A better lead.", "release": "withdraw"}
    answer = desk.post(address(item), forged)

    assert answer["Location"] == Proposal.objects.get().get_desk_url()
    assert lead_of(item) == "The present lead."


def test_exchanges_are_added_deleted_moved_and_reworded_only_in_the_proposal(
    make_interview: MakeInterview, writer: User, publisher: User, sign_in: SignIn, client: Client
) -> None:
    interview = make_interview(4)
    before, page_before = content_of(interview), client.get(interview.get_absolute_url()).text
    proposal = proposed(
        sign_in(writer),
        interview,
        **{
            "exchanges-0-answer": "Another answer 1.",
            "exchanges-1-DELETE": "on",
            "exchanges-3-position": "25",
            "exchanges-TOTAL_FORMS": "5",
            "exchanges-4-position": "50",
            "exchanges-4-interview": str(interview.pk),
            "exchanges-4-question": "Is this new?",
            "exchanges-4-answer": "It is.",
        },
    )
    assert content_of(interview) == before
    assert client.get(interview.get_absolute_url()).text == page_before
    assert not EarlierWording.objects.exists()
    page = Page(sign_in(publisher), proposal)
    assert "Exchange 2 as it was: removed" in page.text
    assert "Exchange 1: changed" in page.text
    assert "moved from place" in page.text
    assert "Exchange 4: new" in page.text

    page.press("take", **MINOR)
    keys = [*interview.exchanges.values_list("key", flat=True)]
    assert keys[:3] == ["q1", "q4", "q3"]
    assert len(keys) == 4
    assert interview.exchanges.get(key="q1").answer == "Another answer 1."


def test_an_answer_changed_meanwhile_is_brought_together_with_the_proposal(
    make_interview: MakeInterview, writer: User, publisher: User, sign_in: SignIn
) -> None:
    text = "We agreed in Minsk on the calendar of the year that is about to begin."
    interview = make_interview(3)
    Exchange.objects.filter(interview=interview, key="q1").update(answer=text)
    mine, theirs = text.replace("Minsk", "Moscow"), text.replace("year", "season")
    proposal = proposed(sign_in(writer), interview, **{"exchanges-0-answer": mine})
    Exchange.objects.filter(interview=interview, key="q1").update(answer=theirs)
    Exchange.objects.filter(interview=interview, key="q3").delete()

    page = Page(sign_in(publisher), proposal)
    assert "The text was changed after this was proposed." in page.text
    assert "please decide" not in page.text
    page.press("take", **MINOR)

    told = dict(interview.exchanges.values_list("key", "answer"))
    assert told == {"q1": theirs.replace("Minsk", "Moscow"), "q2": "Answer 2."}


@pytest.mark.parametrize(("side", "lead"), [("proposed", "Mine."), ("present", "Theirs.")])
def test_where_both_sides_changed_the_same_words_somebody_decides(
    make_news_item: MakeNewsItem,
    writer: User,
    publisher: User,
    sign_in: SignIn,
    side: str,
    lead: str,
) -> None:
    item = make_news_item(lead="Ours.")
    proposal = proposed(sign_in(writer), item, lead="Mine.")
    NewsItem.objects.filter(pk=item.pk).update(lead="Theirs.")
    page = Page(sign_in(publisher), proposal)

    assert "please decide" in page.text
    page.press("take", **MINOR)
    assert "Choose which of the two wordings shall stand." in page.text
    assert lead_of(item) == "Theirs."
    page.press("take", **{"clash-0": side}, **MINOR)
    assert lead_of(item) == lead


@pytest.mark.parametrize("side", ["proposed", "present"])
def test_an_exchange_deleted_on_one_side_and_changed_on_the_other_is_decided(
    make_interview: MakeInterview, writer: User, publisher: User, sign_in: SignIn, side: str
) -> None:
    interview = make_interview(2)
    proposal = proposed(sign_in(writer), interview, **{"exchanges-0-DELETE": "on"})
    interview.exchanges.filter(key="q1").update(answer="A late answer.")
    page = Page(sign_in(publisher), proposal)

    assert "Exchange 1: removed on one side, changed on the other" in page.text
    page.press("take", **{"clash-0": side}, **MINOR)
    assert interview.exchanges.filter(key="q1").exists() == (side == "present")


@pytest.mark.parametrize("side", ["proposed", "present"])
def test_two_orders_are_decided(
    make_interview: MakeInterview, writer: User, publisher: User, sign_in: SignIn, side: str
) -> None:
    interview = make_interview(3)
    proposal = proposed(sign_in(writer), interview, **{"exchanges-0-position": "25"})
    interview.exchanges.filter(key="q3").update(position=5)
    page = Page(sign_in(publisher), proposal)

    assert "Order of the exchanges" in page.text
    page.press("take", **{"clash-0": side}, **MINOR)
    order = list(interview.exchanges.values_list("key", flat=True))
    assert order == (["q2", "q1", "q3"] if side == "proposed" else ["q3", "q1", "q2"])


def test_what_is_stored_is_not_what_the_page_showed_and_so_it_is_shown_anew(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="A better lead.")
    page = Page(sign_in(publisher), proposal)
    NewsItem.objects.filter(pk=item.pk).update(headline="A headline")
    page.press("take", answer_note="Thank you.", **MINOR)

    assert "What is stored changed while you looked at this page" in page.text
    assert "Thank you." in page.answer.text
    assert lead_of(item) == "The present lead."
    page.press("take", **MINOR)
    assert (lead_of(item), item.headline) == ("A better lead.", "A headline")


def test_what_was_withdrawn_meanwhile_is_shown_before_it_is_changed(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="A better lead.")
    page = Page(sign_in(publisher), proposal)
    NewsItem.objects.filter(pk=item.pk).update(published_at=None)
    page.press("take", **MINOR)

    assert "What is stored changed while you looked at this page" in page.text
    assert "Draft. Not visible to anyone outside." in page.text
    page.press("take")
    assert lead_of(item) == "A better lead."
    assert item.state == State.DRAFT


def test_the_second_of_two_publishers_is_told_and_changes_nothing(
    make_news_item: MakeNewsItem, writer: User, publisher: User, make_user: Any, sign_in: SignIn
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="A better lead.")
    first = Page(sign_in(publisher), proposal)
    second = Page(sign_in(make_user("vera", "Publishers")), proposal)
    first.press("decline", answer_note="No.")
    second.press("take", **MINOR)

    assert "Somebody answered this proposal before you" in second.text
    assert lead_of(item) == "The present lead."
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answer_note) == (Proposal.Answer.DECLINED, "No.")


def test_what_the_rules_do_not_allow_by_now_is_told_in_a_sentence_and_nothing_is_stored(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn
) -> None:
    item = make_news_item(lead="The present lead.", slug="old")
    proposal = proposed(sign_in(writer), item, slug="wanted", lead="A better lead.")
    make_news_item(slug="wanted")
    page = Page(sign_in(publisher), proposal).press("take", **MINOR)

    assert "The proposal cannot be taken as it is; nothing was changed." in page.text
    assert "Address:" in page.text
    assert (lead_of(item), item.slug) == ("The present lead.", "old")
    proposal.refresh_from_db()
    assert proposal.is_waiting


def test_proposals_wait_side_by_side_and_lead_from_one_to_the_next(
    make_news_item: MakeNewsItem, writer: User, publisher: User, make_user: Any, sign_in: SignIn
) -> None:
    item = make_news_item(headline="One", lead="A lead of some words.", body="A body.")
    first = proposed(sign_in(writer), item, headline="Two")
    second = proposed(sign_in(make_user("vera", "Editors")), item, body="Another body.")
    desk = sign_in(publisher)
    html = desk.get(address(item)).text
    assert first.get_desk_url() in html
    assert second.get_desk_url() in html

    page = Page(desk, first).press("take", **MINOR)
    assert page.answer.redirect_chain == [(address(item, "proposals/"), 302)]
    page = Page(desk, second).press("take", **MINOR)
    assert page.answer.redirect_chain == [(address(item), 302)]
    item.refresh_from_db()
    assert (item.headline, item.body) == ("Two", "Another body.")


def test_what_was_proposed_about_something_deleted_can_still_be_read(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="Words that took an hour.")
    NewsItem.objects.filter(pk=item.pk).delete()

    page = Page(sign_in(publisher), proposal)
    assert "The publication is deleted" in page.text
    assert "Words that took an hour." in page.text
    assert page.press("take", **MINOR).answer.status_code == 200
    assert "Words that took an hour." in Page(sign_in(writer), proposal).text


def test_deleting_a_publication_answers_what_waits(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="A better lead.")
    NewsItem.objects.filter(pk=item.pk).update(published_at=None)
    sign_in(publisher).post(address(item, "delete/"), {"post": "yes"})

    assert not NewsItem.objects.filter(pk=item.pk).exists()
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answered_by_name) == ("declined", "Boris Ivanov")


@pytest.mark.parametrize(
    "path",
    [
        "{pk}/proposals/999999999999999999999/",
        "{pk}/proposals/0/",
        "999999999/proposals/",
        "999999999/proposals/{number}/",
        "x/proposals/",
        "%00/proposals/{number}/",
        "9999999999999999999999/proposals/{number}/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_proposal_that_is_not_there_is_not_found(
    make_news_item: MakeNewsItem,
    writer: User,
    publisher: User,
    sign_in: SignIn,
    path: str,
    method: str,
) -> None:
    item = make_news_item()
    proposal = proposed(sign_in(writer), item, lead="A better lead.")
    url = "/admin/news/newsitem/" + path.format(pk=item.pk, number=proposal.pk)

    assert getattr(sign_in(publisher), method)(url, {"do": "take"}).status_code == 404


def test_a_proposal_is_not_found_beside_another_publication(
    make_news_item: MakeNewsItem,
    make_interview: MakeInterview,
    writer: User,
    publisher: User,
    sign_in: SignIn,
) -> None:
    proposal = proposed(sign_in(writer), make_news_item(), lead="A better lead.")
    desk = sign_in(publisher)

    for other in (make_news_item(), make_interview()):
        assert desk.get(address(other, f"proposals/{proposal.pk}/")).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "take"},
        {"do": "take", "seen": "\0" * 64},
        {"do": "decline", "answer_note": "\0"},
        {"do": "nonsense"},
        {},
    ],
)
def test_a_forged_answer_changes_nothing_and_breaks_nothing(
    make_news_item: MakeNewsItem,
    writer: User,
    publisher: User,
    sign_in: SignIn,
    fields: dict[str, str],
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="A better lead.")

    assert sign_in(publisher).post(proposal.get_desk_url(), fields | MINOR).status_code == 200
    proposal.refresh_from_db()
    assert proposal.is_waiting
    assert lead_of(item) == "The present lead."


def test_who_works_at_another_desk_sees_no_proposal(
    make_news_item: MakeNewsItem, writer: User, sign_in: SignIn
) -> None:
    item = make_news_item(lead="The present lead.")
    proposal = proposed(sign_in(writer), item, lead="A secret lead.")
    other = User.objects.create_user("other", is_staff=True)
    other.user_permissions.add(Permission.objects.get(codename="change_interview"))
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_newsitem"))

    for view in ("proposals/", f"proposals/{proposal.pk}/"):
        assert sign_in(other).get(address(item, view)).status_code == 403
        assert sign_in(guest).get(address(item, view)).status_code == 200
    assert sign_in(guest).post(proposal.get_desk_url(), {"do": "take"}).status_code == 403


def test_readers_see_nothing_of_a_proposal_on_any_surface(
    make_news_item: MakeNewsItem, writer: User, publisher: User, sign_in: SignIn, client: Client
) -> None:
    item = make_news_item(headline="A headline", lead="The present lead.")
    own = item.get_absolute_url()
    public = [*links_of(client, own), own, "/search/?q=canary", "/search/?q=lead"]
    assert {f"{own[:-1]}.json", f"{own[:-1]}.md"} <= set(public)
    before = {it: client.get(it).content for it in public}
    proposed(sign_in(writer), item, lead="A lead with a canary.", headline="Canary", slug="canary")

    assert {it: client.get(it).content for it in public} == before


def links_of(client: Client, own: str) -> list[str]:
    """Return every address of this site that the item and the first pages lead to."""
    found = {"/", "/news/", "/sitemap.xml", "/sitemap-lists.xml"}
    for start in ("/", "/news/", "/archive/", "/news/2024/04/24/", own):
        found |= set(re.findall(r'href="(/[^"#]*)"', client.get(start).text))
    return sorted(it for it in found if not it.startswith(("/static/", "/admin/")))


def test_a_briefing_of_242_exchanges_is_proposed_and_taken_in_few_queries(
    make_interview: MakeInterview,
    writer: User,
    publisher: User,
    sign_in: SignIn,
    django_assert_max_num_queries: Any,
) -> None:
    interview, author, desk = make_interview(242), sign_in(writer), sign_in(publisher)
    proposal = proposed(author, interview, **{"exchanges-100-answer": "Another one."})
    with django_assert_max_num_queries(12):
        page = Page(desk, proposal)
    assert "Exchange 101: changed" in page.text
    # Of these 24 are the rules that the base itself holds, asked one by one.
    with django_assert_max_num_queries(75):
        desk.post(page.address, {"do": "take", "seen": seen(proposal, interview), **MINOR})

    assert interview.exchanges.get(key="q101").answer == "Another one."
    assert interview.exchanges.count() == 242
    with django_assert_max_num_queries(8):
        desk.get(address(interview, "proposals/"))
