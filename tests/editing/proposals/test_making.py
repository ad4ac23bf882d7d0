"""Proposals as they are made, found, and brought together with what is stored."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from newsroom.editing import history
from newsroom.editing.contents import Content, Part
from newsroom.editing.proposals.answering import (
    AnsweredAlreadyError,
    ChangedMeanwhileError,
    Decision,
    decline,
    take,
)
from newsroom.editing.proposals.making import contents_of, propose, would_be
from newsroom.editing.proposals.standing import Side, Standing, standing
from newsroom.editing.stored import content_of, put
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User

    from interviews.models import Interview
    from newsroom.editing.models import Proposal

    MakeNewsItem = Callable[..., NewsItem]
    MakeInterview = Callable[..., Interview]


def proposed(publication: Any, user: User, **texts: str) -> Proposal:
    """Propose these texts for a publication that says now what is stored."""
    now = content_of(publication)
    proposal = propose(publication, user, now, replace(now, texts={**now.texts, **texts}))
    assert proposal
    return proposal


def decision(proposal: Proposal, publication: Any, *sides: str) -> Decision:
    return Decision(standing(proposal, publication).seen, sides)


def test_the_same_proposed_twice_waits_once(
    make_news_item: MakeNewsItem, writer: User, publisher: User
) -> None:
    item = make_news_item()
    first = proposed(item, writer, lead="Another lead.")

    assert proposed(item, writer, lead="Another lead.") == first
    assert proposed(item, publisher, lead="Another lead.") != first
    assert proposed(item, writer, lead="A third lead.") != first


def test_what_changes_nothing_is_no_proposal(make_news_item: MakeNewsItem, writer: User) -> None:
    item = make_news_item()
    assert propose(item, writer, content_of(item), content_of(item)) is None


def test_the_name_of_who_proposed_it_outlives_the_user(
    make_news_item: MakeNewsItem, writer: User, publisher: User
) -> None:
    item = make_news_item()
    proposal = proposed(item, writer, lead="Another lead.")
    writer.delete()
    proposal.refresh_from_db()
    take(proposal, publisher, decision(proposal, item))

    assert history.versions_of(item)[0].revision.comment == "Proposed by Anna Berg, taken."


def test_what_would_be_stored_leaves_nothing_behind(make_interview: MakeInterview) -> None:
    interview = make_interview(2)
    now = content_of(interview)
    wanted = Content({**now.texts, "lead": "Another lead."}, now.parts[:1])

    assert would_be(interview, lambda: put(interview, wanted)) == wanted
    interview.refresh_from_db()
    assert content_of(interview) == now


def test_contents_come_back_in_the_order_of_the_form_whatever_the_base_made_of_it(
    make_interview: MakeInterview, writer: User
) -> None:
    interview = make_interview(2)
    proposal = proposed(interview, writer, lead="Another lead.")
    proposal.refresh_from_db()
    proposal.base = {
        "parts": proposal.base["parts"],
        "texts": dict(sorted(proposal.base["texts"].items())) | {"gone": "A field of old times."},
    }

    base, wanted = contents_of(proposal)
    assert base == content_of(interview)
    assert [*base.texts] == [*wanted.texts] == [*type(interview).content_fields()]


def test_nothing_is_taken_that_was_answered_or_has_changed(
    make_news_item: MakeNewsItem, writer: User, publisher: User
) -> None:
    item = make_news_item(lead="A lead.")
    proposal = proposed(item, writer, lead="Another lead.")
    old = decision(proposal, item)
    NewsItem.objects.filter(pk=item.pk).update(headline="A headline")
    with pytest.raises(ChangedMeanwhileError):
        take(proposal, publisher, old)
    decline(proposal, publisher, "No.")
    with pytest.raises(AnsweredAlreadyError):
        take(proposal, publisher, old)

    item.refresh_from_db()
    assert item.lead == "A lead."
    assert not history.versions_of(item).exists()


def test_a_slug_that_is_taken_by_now_leaves_the_proposal_waiting(
    make_news_item: MakeNewsItem, writer: User, publisher: User
) -> None:
    item = make_news_item(lead="A lead.")
    proposal = proposed(item, writer, slug="wanted", lead="Another lead.")
    make_news_item(slug="wanted")
    with pytest.raises(ValidationError):
        take(proposal, publisher, decision(proposal, item))

    proposal.refresh_from_db()
    item.refresh_from_db()
    assert proposal.is_waiting
    assert item.lead == "A lead."


def test_the_publication_may_be_gone(
    make_news_item: MakeNewsItem, writer: User, publisher: User
) -> None:
    item = make_news_item()
    proposal = proposed(item, writer, lead="Another lead.")
    taking = decision(proposal, item)
    NewsItem.objects.filter(pk=item.pk).delete()

    with pytest.raises(NewsItem.DoesNotExist):
        take(proposal, publisher, taking)
    proposal.refresh_from_db()
    assert proposal.is_waiting


@pytest.mark.django_db(transaction=True)
def test_of_publishers_who_decide_at_once_one_is_first_and_the_others_are_told(
    make_news_item: MakeNewsItem, writer: User, publisher: User
) -> None:
    item = make_news_item(lead="A lead.")
    proposal = proposed(item, writer, lead="Another lead.")
    taking, ready, told = decision(proposal, item), Barrier(4), list[str]()

    def decide() -> None:
        ready.wait()
        try:
            take(proposal, publisher, taking)
            told.append("taken")
        except AnsweredAlreadyError:
            told.append("told")
        finally:
            connection.close()

    threads = [Thread(target=decide) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["taken", "told", "told", "told"]
    acts = [it.revision.comment for it in history.versions_of(item)]
    assert acts == ["Proposed by Anna Berg, taken.", "Found like this."]


def content(lead: str = "", **parts: str) -> Content:
    rows = tuple(Part(key, {"answer": text, "question": ""}) for key, text in parts.items())
    return Content({"lead": lead}, rows)


texts = st.lists(st.sampled_from("a b c d e".split()), min_size=1, max_size=6).map(" ".join)
contents = st.builds(
    lambda lead, parts: content(lead, **dict(parts)),
    texts,
    st.lists(
        st.tuples(st.sampled_from("q1 q2 q3 q4".split()), texts),
        max_size=4,
        unique_by=lambda it: it[0],
    ),
)


def stands(base: Content, proposed: Content, now: Content) -> Standing:
    return Standing(NewsItem, base, proposed, now, "")


@given(contents, contents, contents)
def test_at_every_clash_the_side_that_was_chosen_stands(
    base: Content, proposed: Content, now: Content
) -> None:
    here = stands(base, proposed, now)
    for side, wanted in ((Side.PROPOSED, proposed), (Side.PRESENT, now)):
        made = here.decided([side] * len(here.merged.clashes))
        assert len(set(made.keys)) == len(made.keys)
        texts, asked = ({part.key: part.texts for part in it.parts} for it in (made, wanted))
        for clash in here.merged.clashes:
            if clash.name == "deletion":
                assert (clash.key in texts) == (clash.key in asked)
            elif clash.name == "order":
                common = [key for key in made.keys if key in wanted.keys]
                assert common == [key for key in wanted.keys if key in made.keys]
            elif clash.key:
                assert texts[clash.key][clash.name] == asked[clash.key][clash.name]
            else:
                assert made.texts[clash.name] == wanted.texts[clash.name]


@given(contents, contents)
def test_a_proposal_that_nothing_came_between_is_taken_as_it_was_made(
    base: Content, proposed: Content
) -> None:
    here = stands(base, proposed, base)

    assert not here.is_overtaken
    assert here.decided([]) == proposed
