from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from interviews.paragraphs import Paragraph, clean
from interviews.transcripts import Role
from newsroom.intake.documents import Document, Draft, read_document
from newsroom.intake.reading import read, read_text
from newsroom.intake.source import Refusal, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[str], Document]

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
INTERVIEW = """
Interview of the Minister of Trade Anna Berg to the Daily Post

12.03.2024

The minister spoke about the year that has begun.

— How did it begin?

— Well enough.

— And how will it go on?

— We shall see.
"""


def test_a_date_and_a_paragraph_are_a_news_item(document: Read) -> None:
    (item,) = document("24.04.2024\n\nOn this day a meeting took place.").publications
    assert (item.kind, item.headline, item.date) == ("news item", "", datetime.date(2024, 4, 24))
    assert (item.lead, item.text) == ("On this day a meeting took place.", "")


def test_the_first_paragraph_is_the_lead_and_the_others_are_the_body(document: Read) -> None:
    text = "A meeting in the capital\n\n24.04.2024\n\nIt took place.\n\nIt ended.\n\nAll left."
    (item,) = document(text).publications
    assert (item.headline, item.lead) == ("A meeting in the capital", "It took place.")
    assert item.text == "It ended.\n\nAll left."


def test_a_headline_may_stand_under_the_date(document: Read) -> None:
    (item,) = document("24.04.2024\n\nA meeting in the capital\n\nIt took place.").publications
    assert (item.headline, item.lead) == ("A meeting in the capital", "It took place.")


def test_an_interview_has_headline_date_lead_and_turns(document: Read) -> None:
    (interview,) = document(INTERVIEW).publications
    assert interview.kind == "interview"
    assert interview.headline == "Interview of the Minister of Trade Anna Berg to the Daily Post"
    assert interview.date == datetime.date(2024, 3, 12)
    assert interview.lead == "The minister spoke about the year that has begun."
    assert [it.answer for it in interview.exchanges] == ["Well enough.", "We shall see."]
    told = interview.outlet, interview.interviewee, interview.interviewee_role
    assert told == ("Daily Post", "Anna Berg", "Minister of Trade")


def test_a_document_holds_several_publications(document: Read) -> None:
    news = "24.04.2024\n\nFirst.\n\n\nA second one\n\n23.04.2024\n\nIt is here."
    text = f"{news}\n\n{INTERVIEW}\n\nGo back"
    kinds = [(it.kind, it.headline[:12], it.lead[:9]) for it in document(text).publications]
    assert kinds == [
        ("news item", "", "First."),
        ("news item", "A second one", "It is her"),
        ("interview", "Interview of", "The minis"),
    ]


def test_dates_may_close_what_they_belong_to(document: Read) -> None:
    text = "It began on Monday.\n\n24.04.2024\n\nIt ended on Tuesday.\n\n25.04.2024"
    leads = [(it.lead, it.date and it.date.day) for it in document(text).publications]
    assert leads == [("It began on Monday.", 24), ("It ended on Tuesday.", 25)]


def test_a_headline_that_is_repeated_is_left_out_with_its_line(document: Read) -> None:
    headline = "Interview of the Minister of Trade Anna Berg to the Daily Post"
    text = INTERVIEW.replace("12.03.2024", f"{headline} 12.03.2024")
    read = document(text)
    (interview,) = read.publications
    assert (interview.headline, interview.date) == (headline, datetime.date(2024, 3, 12))
    assert [(it.line, it.text, it.why) for it in read.left_out] == [
        (4, headline, "the headline again")
    ]


def test_a_headline_is_repeated_also_after_the_lead_and_with_the_name_of_a_site(
    document: Read,
) -> None:
    text = "Berg on the harvest | Daily Post\n\nShare:\n\nBerg on the harvest.\n\nQ: Why?\n\nA: So."
    read = document(text)
    assert [(it.line, it.why) for it in read.left_out] == [(5, "the headline again")]


def test_without_a_date_line_the_date_in_the_headline_is_proposed_and_told(document: Read) -> None:
    read = document("Entretien avec Radio Nord le 12 mars 2024, sur le blé\n\nQ: Why?\n\nA: So.")
    assert read.publications[0].date == datetime.date(2024, 3, 12)
    assert [it.text for it in read.doubts] == [
        "Only the headline has a date, 12.03.2024: it is proposed."
    ]


def test_a_date_written_twice_running_begins_one_publication(document: Read) -> None:
    (item,) = document("24.04.2024\n\n24.04.2024\nA meeting\n\nIt took place.").publications
    assert (item.headline, item.lead) == ("A meeting", "It took place.")


def test_headings_become_headline_and_bold_type(document: Read) -> None:
    (item,) = document(
        "# A meeting\n\n24.04.2024\n\nIt took place.\n\n## What it decided\n\nAll."
    ).publications
    assert item.headline == "A meeting"
    assert item.text == "**What it decided**\n\nAll."


def test_a_doubtful_date_is_told_and_none_at_all_too(document: Read) -> None:
    assert [tuple(it) for it in document("03/12/2024\n\nIt took place.").doubts] == [
        (1, "03/12/2024 is read with the day first: 03.12.2024.")
    ]
    undated = document("It took place.")
    assert undated.publications[0].date is None
    assert [it.text for it in undated.doubts] == ["No date was found; today's is proposed."]


@pytest.mark.parametrize(
    "text", ["One.\n\n31.02.2024\n\nTwo.", "One.\n\nA meeting 31.02.2024\n\nTwo."]
)
def test_an_impossible_date_is_refused_with_its_line(document: Read, text: str) -> None:
    with pytest.raises(Refusal, match=r"^Line 3: 31\.02\.2024 is in no calendar"):
        document(text)


def test_an_interview_without_a_headline_gets_one_proposed(document: Read) -> None:
    read = document("12.03.2024\n\n**Jo Hill:** Why?\n\n**Anna Berg:** Because it is so.")
    assert read.publications[0].headline == "Interview with Anna Berg"
    assert "No headline was found; “Interview with Anna Berg” is proposed." in [
        it.text for it in read.doubts
    ]


def test_what_the_file_says_about_itself_comes_first() -> None:
    paragraphs = (Paragraph(8, "A title"), Paragraph(10, "The lead."), Paragraph(12, "More."))
    read = read_document(
        Source(paragraphs, headline="A title", date="2024-03-12", lead="The lead.")
    )
    (item,) = read.publications
    assert (item.headline, item.date, item.lead) == (
        "A title",
        datetime.date(2024, 3, 12),
        "The lead.",
    )
    assert item.text == "More."
    assert [it.why for it in read.left_out] == ["the headline again", "the lead again"]


def test_an_article_with_a_conversation_at_its_end_keeps_the_article(document: Read) -> None:
    text = "A long story\n\n12.03.2024\n\nIt began so.\n\nThen this came.\n\nQ: Why?\n\nA: Because."
    (interview,) = document(text).publications
    assert (interview.lead, interview.text) == ("It began so.", "Then this came.")


def test_a_document_of_nothing_but_left_outs_holds_no_publication(document: Read) -> None:
    assert document("Go back\n\n---\n\nEND").publications == ()


COUNTS = {
    "01": (11, 2, 2),
    "02": (37, 18, 15),
    "03": (36, 17, 15),
    "04": (22, 11, 11),
    "05": (6, 3, 3),
    "06": (8, 4, 4),
    "07": (10, 2, 2),
}


@pytest.mark.parametrize("number", COUNTS)
def test_a_real_document_has_the_turns_that_a_person_counted(shared: Path, number: str) -> None:
    read = of_file(sample(shared, number))
    (interview,) = read.publications
    assert (read.turns, read.questions, len(interview.exchanges)) == COUNTS[number]


@pytest.mark.parametrize("number", COUNTS)
def test_no_word_of_a_real_document_is_lost_or_moved(shared: Path, number: str) -> None:
    path = sample(shared, number)
    source = read(path.read_bytes(), path.name)
    out = [Paragraph(it.line, it.text) for it in source.left_out]
    expected = sorted([*source.paragraphs, *out], key=lambda it: it.line)
    told = [source.headline, source.date, source.lead]
    passages = read_document(source).passages
    facts = sum(bool(text) for text in told)
    found = "".join(signs(it.mark + it.text) for it in passages[facts:])
    assert found == "".join(signs(it.text) for it in expected)
    publications = read_document(source).publications
    in_result = "".join(map(words_of, publications))
    for passage in passages:
        kept = passage.role not in {Role.LEFT_OUT, Role.DATE}
        assert not kept or signs(passage.text) in in_result


def test_the_source_document_is_equal_to_the_fixtures(shared: Path) -> None:
    publications = of_file(shared / "source/csto-news-2024.txt").publications
    fixtures = [*fixture("news"), *fixture("interviews")]
    rows = [it["fields"] for it in fixtures if it["model"] != "interviews.exchange"]
    said = [it["fields"] for it in fixtures if it["model"] == "interviews.exchange"]
    assert len(publications) == len(rows) == 4
    for publication, row in zip(publications, rows, strict=True):
        assert publication.headline == row.get("headline", "")
        assert str(publication.date) == row["date"]
        assert (publication.lead, publication.text) == (row["lead"], row.get("body", ""))
        names = ("outlet", "interviewee", "interviewee_role")
        assert [getattr(publication, name) for name in names] == [row.get(it, "") for it in names]
    exchanges = [(it.question, it.answer) for it in publications[3].exchanges]
    assert exchanges == [(it["question"], it["answer"]) for it in said]


def test_the_source_document_tells_what_it_leaves_out(shared: Path) -> None:
    left_out = of_file(shared / "source/csto-news-2024.txt").left_out
    assert [it.text for it in left_out[1:]] == [
        "Go back",
        "Back to the section",
        "Back to the all news",
    ]
    assert left_out[0].why == "the headline again"


def test_real_statements_are_news_items_alone_and_together(shared: Path) -> None:
    lines = (shared / "samples/statements.jsonl").read_text(encoding="utf-8").splitlines()
    statements = [json.loads(line) for line in lines]
    texts = [f"{it['title']}\n\n{it['date']}\n\n{it['body_markdown']}" for it in statements]
    for text, statement in zip(texts, statements, strict=True):
        (item,) = read_document(read_text(text)).publications
        assert (item.kind, str(item.date)) == ("news item", statement["date"])
        assert item.headline.split() == clean(statement["title"]).split()
    together = read_document(read_text("\n\n\n".join(texts))).publications
    assert [str(it.date) for it in together] == [it["date"] for it in statements]


def sample(shared: Path, number: str) -> Path:
    (path,) = (shared / "samples").glob(f"{number}-*")
    return path


def of_file(path: Path) -> Document:
    return read_document(read(path.read_bytes(), path.name))


def fixture(name: str) -> list[Any]:
    path = FIXTURES / f"{name}.json"
    rows: list[Any] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def signs(text: str) -> str:
    return "".join(text.replace("*", "").replace("_", "").split())


def words_of(draft: Draft) -> str:
    said = [it.question + it.answer for it in draft.exchanges]
    return signs("".join([draft.headline, draft.lead, draft.text, *said]))
