"""Debates and interviews in Akoma Ntoso."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.transcripts import read
from newsroom.intake.readers.akoma_ntoso.reading import read_akoma_ntoso
from newsroom.intake.source import MOST_BYTES, Refusal, Source

VERSION_3 = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
VERSION_2 = "http://www.akomantoso.org/2.0"
DEBATE = f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="{VERSION_3}"><debate name="interview">
<meta><identification source="#x"><FRBRWork><FRBRthis value="/xx/debate/2021-05-05"/>
<FRBRdate date="2021-05-05" name="Generation"/></FRBRWork>
<FRBRManifestation><FRBRdate date="2022-01-01" name="x"/></FRBRManifestation></identification>
<references source="#x">
<TLCPerson eId="berg" href="/p/berg" showAs="Anna Berg"/></references></meta>
<preface><p><docTitle>Questions on the harbour</docTitle></p><p>In the town hall</p></preface>
<debateBody><debateSection name="questions"><num>1.</num><heading>Ships</heading>
<question by="#berg"><p>Why now?</p>
<p>And how?</p></question>
<scene>(Applause)</scene>
<answer by="#park"><from>Lee Park (Minister): </from><p>Because
of the <a href="https://a.example/law">law</a>.</p><p>That is <b>all</b>.</p></answer>
<question by="#nobody"><p>Thanks?</p></question>
<answer><from>Lee Park (Minister)</from><p>Yes.</p></answer>
<speech by="#berg"><from>The Chair:</from><p>We close.</p></speech>
<narrative>The sitting ended.</narrative>
</debateSection></debateBody></debate></akomaNtoso>"""


def texts(source: Source) -> list[str]:
    return [paragraph.text for paragraph in source.paragraphs]


def test_a_debate_is_read_with_the_marks_of_the_desk() -> None:
    source = read_akoma_ntoso(DEBATE.encode())

    assert (source.headline, source.date) == ("Questions on the harbour", "2021-05-05")
    assert texts(source) == [
        "In the town hall",
        "## 1. Ships",
        "Q (Anna Berg): Why now?",
        "And how?",
        "(Applause)",
        "A (Lee Park (Minister)): Because of the [law](https://a.example/law).",
        "That is **all**.",
        "Q: Thanks?",
        "A (Lee Park (Minister)): Yes.",
        "**The Chair:** We close.",
        "The sitting ended.",
    ]
    assert [it.line for it in source.paragraphs] == [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]


def test_its_turns_are_those_of_the_conversation() -> None:
    transcript = read(read_akoma_ntoso(DEBATE.encode()).paragraphs)

    assert [it.asked_by for it in transcript.exchanges] == ["Anna Berg", ""]
    assert {it.answered_by for it in transcript.exchanges} == {"Lee Park (Minister)"}
    assert (transcript.turns, transcript.questions) == (4, 2)


def test_where_no_answer_is_marked_whoever_asked_asks_on() -> None:
    content = (
        '<akomaNtoso><question by="#a"><from>Lee</from><p>When?</p></question>'
        '<speech by="#b"><from>Jo</from><p>Soon.</p></speech>'
        '<speech by="#a"><from>Deputy Lee</from><p>Where?</p></speech>'
        '<speech by="#b"><from>Jo</from><p>Here.</p></speech></akomaNtoso>'
    )
    transcript = read(read_akoma_ntoso(content.encode()).paragraphs)

    assert [(it.question, it.answer) for it in transcript.exchanges] == [
        ("When?", "Soon."),
        ("Where?", "Here."),
    ]


def test_the_older_version_and_other_prefixes_are_read() -> None:
    old = DEBATE.replace(VERSION_3, VERSION_2)
    prefixed = f'<a:akomaNtoso xmlns:a="{VERSION_3}"><a:p>Text.</a:p></a:akomaNtoso>'

    assert read_akoma_ntoso(old.encode()) == read_akoma_ntoso(DEBATE.encode())
    assert texts(read_akoma_ntoso(prefixed.encode("utf-16"))) == ["Text."]


def test_a_heading_is_the_headline_where_nothing_is_called_the_title() -> None:
    source = read_akoma_ntoso(DEBATE.replace("docTitle", "span").encode())

    assert source.headline == "1. Ships"
    assert texts(source)[:2] == ["Questions on the harbour", "In the town hall"]


def test_a_speaker_without_words_is_not_lost() -> None:
    source = read_akoma_ntoso(b"<akomaNtoso><question><from>Lee:</from></question></akomaNtoso>")

    assert texts(source) == ["Q (Lee):"]


def test_a_table_is_read_in_rows() -> None:
    rows = "<tr><th><p>Year</p></th><th>Ships</th></tr><tr><td>1</td><td><p>2</p></td></tr>"

    assert texts(read_akoma_ntoso(f"<akomaNtoso><table>{rows}</table></akomaNtoso>".encode())) == [
        "Year | Ships",
        "1 | 2",
    ]


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><akomaNtoso>&b;</akomaNtoso>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is broken"),
        ("<akomaNtoso><p>never closed", "is broken"),
        ("<akomaNtoso><p>a</b></akomaNtoso>", "^Line 1: The XML is broken"),
        ("<html><p>a</p></html>", "no Akoma Ntoso"),
        (LAUGHS, "declares a document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><akomaNtoso/>', "declares a document type"),
        ("<akomaNtoso>" + "<b>" * 1000, "More than 200 elements"),
        ("<akomaNtoso><meta/></akomaNtoso>", "holds no text"),
        ("<akomaNtoso>" + "a" * MOST_BYTES, "too large"),
        ("<akomaNtoso>" + "a" * 2_000_001, "too large"),
        ('<?xml version="1.0" encoding="nonsense"?><akomaNtoso/>', "is broken"),
    ],
)
def test_what_cannot_be_read_is_refused(content: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read_akoma_ntoso(content.encode())


@settings(max_examples=100, deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_raise_more_than_a_refusal(content: bytes) -> None:
    with pytest.raises(Refusal):
        read_akoma_ntoso(content)


PARTS = (
    "<question> </question> <answer> </answer> <speech> </speech> <from> </from> <p> </p> <b> </b> "
    "<a> </a> <num> </num> <heading> </heading> <tr> <td> </td> </tr> <li> </li> <meta> </meta> "
    "<docTitle> </docTitle> Lee: (x word"
).split()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_no_xml_raises_more_than_a_refusal(parts: list[str]) -> None:
    opened = [it[1:-1] for it in parts if it[0] == "<" and it[1] != "/"]
    whole = "".join(it for it in parts if it[:2] != "</") + "".join(
        f"</{it}>" for it in opened[::-1]
    )
    for content in ("".join(parts), whole):
        try:
            read_akoma_ntoso(f"<akomaNtoso>{content}</akomaNtoso>".encode())
        except Refusal:
            continue


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, len(DEBATE)), st.integers(0, 30), st.sampled_from(["", "<", "&", "<p>", "</p>"])
)
def test_a_damaged_document_raises_no_more_than_a_refusal(
    place: int, length: int, sign: str
) -> None:
    try:
        read_akoma_ntoso((DEBATE[:place] + sign + DEBATE[place + length :]).encode())
    except Refusal:
        return
