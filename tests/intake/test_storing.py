from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from interviews.models import Exchange, Interview
from newsroom.editing import history
from newsroom.editing.models import PublishLogEntry
from newsroom.intake.matching import matching
from newsroom.intake.outcomes import Outcome
from newsroom.intake.source import Refusal
from newsroom.intake.storing import store
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.intake.documents import Document

    Read = Callable[[str], Document]

pytestmark = pytest.mark.django_db

NEWS = (
    "24.04.2024\n\nThe ministers of all members met in the capital to speak about trade and roads."
)
INTERVIEW = """
Interview with Anna Berg

12.03.2024

The lead.

Q: How did the year begin for the council and for its members?

A: It began well enough, and everyone who was asked to come came in time.

Q: And how will it go on from here, in your opinion?

A: We shall see in autumn, when the report is ready and has been read by all.
"""


def test_new_publications_are_drafts(document: Read) -> None:
    stored = store(document(NEWS + INTERVIEW).publications)
    assert [it.outcome for it in stored] == [Outcome.CREATED, Outcome.CREATED]
    interview = Interview.objects.get()
    assert (NewsItem.objects.get().published_at, interview.published_at) == (None, None)
    assert (interview.slug, interview.date) == (
        "interview-with-anna-berg",
        datetime.date(2024, 3, 12),
    )
    exchanges = list(interview.exchanges.values_list("key", "position", "question"))
    assert [it[:2] for it in exchanges] == [("q1", 10), ("q2", 20)]


def test_publishing_needs_saying_and_makes_all_public_in_their_order(document: Read) -> None:
    text = "24.04.2024\n\nFirst of the day.\n\n24.04.2024\n\nSecond of the day."
    store(document(text).publications, publish=True)
    assert [it.lead for it in NewsItem.objects.public()] == [
        "First of the day.",
        "Second of the day.",
    ]


def test_the_same_document_changes_nothing(document: Read) -> None:
    store(document(NEWS + INTERVIEW).publications)
    again = store(document(NEWS + INTERVIEW).publications)
    assert {it.outcome for it in again} == {Outcome.UNCHANGED}
    assert (NewsItem.objects.count(), Interview.objects.count(), Exchange.objects.count()) == (
        1,
        1,
        2,
    )


def test_a_corrected_document_corrects_what_is_stored_and_keeps_the_keys(document: Read) -> None:
    store(document(NEWS + INTERVIEW).publications)
    corrected = (NEWS + INTERVIEW).replace("trade and roads", "trade and rails")
    corrected = corrected.replace("well enough", "very well").replace(
        "Q: And how", "Q: When?\n\nA: Now.\n\nQ: And how"
    )
    stored = store(document(corrected).publications)
    assert [(it.outcome, it.changes) for it in stored] == [
        ("changed", "lead"),
        ("changed", "1 exchange added, 1 exchange changed"),
    ]
    assert NewsItem.objects.get().lead.endswith("trade and rails.")
    keys = list(Interview.objects.get().exchanges.values_list("key", flat=True))
    assert (keys[0], keys[2], len(keys)) == ("q1", "q2", 3)


def test_another_text_of_the_same_day_is_another_publication(document: Read) -> None:
    store(document(NEWS).publications)
    other = (
        NEWS.split("\n\n", maxsplit=1)[0]
        + "\n\nIt rained in the whole country from morning to night."
    )
    store(document(other).publications)
    headlined = (
        "A statement\n\n24.04.2024\n\nIt rained in the whole country.\n\nNobody minded at all."
    )
    store(document(headlined).publications)
    store(document("A statement\n\n24.04.2024\n\nThe council thanks its members.").publications)
    assert NewsItem.objects.count() == 4


def test_what_the_desk_wrote_about_who_was_interviewed_stays(document: Read) -> None:
    store(document(INTERVIEW).publications)
    Interview.objects.update(interviewee="Dr. Anna Berg", outlet="Daily Post")
    store(document(INTERVIEW.replace("The lead.", "Another lead.")).publications)
    interview = Interview.objects.get()
    assert (interview.interviewee, interview.outlet) == ("Dr. Anna Berg", "Daily Post")
    assert interview.lead == "Another lead."


def test_what_is_public_changes_only_when_publishing_is_said(document: Read) -> None:
    store(document(INTERVIEW).publications, publish=True)
    released = Interview.objects.get().published_at
    corrected = document(INTERVIEW.replace("well enough", "very well")).publications
    with pytest.raises(Refusal, match="its changes would be public at once: say --publish"):
        store(corrected)
    assert "very well" not in Exchange.objects.get(key="q1").answer
    store(corrected, publish=True)
    assert "very well" in Exchange.objects.get(key="q1").answer
    assert Interview.objects.get().published_at == released


def test_all_is_stored_or_nothing(document: Read) -> None:
    long = f"12.03.2024\n\n# {'Very long ' * 40}\n\nThe lead."
    with pytest.raises(Refusal, match=r"^Line \d+: .*300"):
        store(document(f"{NEWS}\n\n{long}").publications)
    assert not NewsItem.objects.exists()


def test_a_name_that_is_too_long_is_refused_with_its_exchange(document: Read) -> None:
    text = f"12.03.2024\n\nQ ({'Anna ' * 60}): Why?\n\nA: Because."
    with pytest.raises(Refusal, match="Exchange 1"):
        store(document(text).publications)
    assert not Interview.objects.exists()


def test_a_publication_without_a_date_is_a_draft_of_today(document: Read) -> None:
    (stored,) = store(document("The ministers met.").publications)
    assert stored.publication.date == datetime.datetime.now(tz=datetime.UTC).date()


def test_a_draft_can_be_stored_as_a_new_one_although_it_is_alike(document: Read) -> None:
    publications = document(NEWS).publications
    store(publications)
    assert matching(publications[0]) == NewsItem.objects.get()
    store(publications, new=[0])
    assert NewsItem.objects.count() == 2


def test_two_equal_ones_of_one_document_are_two(document: Read) -> None:
    store(document(f"{NEWS}\n\n{NEWS}").publications)
    store(document(f"{NEWS}\n\n{NEWS}").publications)
    assert NewsItem.objects.count() == 2


def test_what_is_stored_is_in_the_history_as_one_act_and_what_is_published_in_the_log(
    document: Read,
) -> None:
    store(document(NEWS + INTERVIEW).publications, publish=True)
    item, interview = NewsItem.objects.get(), Interview.objects.get()
    (first,), (other,) = history.versions_of(item), history.versions_of(interview)
    assert first.revision == other.revision
    assert (first.revision.user, first.revision.comment) == (None, "From a document.")
    assert len(history.content_of_version(other).parts) == 2
    acts = PublishLogEntry.objects.values_list("act", "label", "user_name")
    assert {act for act, _label, _name in acts} == {"published"}
    assert len(acts) == 2

    store(document(NEWS.replace("trade", "water")).publications, publish=True)
    assert history.versions_of(item).count() == 2
    assert PublishLogEntry.objects.latest("pk").act == "changed"
