"""A file of any kind and any name is read, or refused with what to do."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.paragraphs import Doubt, Paragraph, clean
from interviews.transcripts import read as read_turns
from newsroom.intake.readers.garbled import MOST_DOUBTS
from newsroom.intake.reading import read, read_text
from newsroom.intake.source import MOST_BYTES, MOST_CHARACTERS, Refusal

SAMPLES = Path(__file__).resolve().parents[3] / "shared/samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
RUSSIAN = "На встрече обсудили вопросы безопасности и сотрудничества."
PAGE = '<!DOCTYPE html><html><head><meta charset="koi8-r"></head><body><p>Да</p></body></html>'


def refusal_of(content: bytes, name: str) -> str:
    with pytest.raises(Refusal) as refusal:
        read(content, name)
    return str(refusal.value)


@pytest.mark.parametrize(
    "name",
    ["", "speech", "speech.txt", "SPEECH.TXT ", "a.text", "a.md", "a.markdown", "No. 5 of May"],
)
def test_texts_are_told_by_their_names(name: str) -> None:
    assert read(b"One\n\nTwo", name).paragraphs == (Paragraph(1, "One"), Paragraph(3, "Two"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r", "cp866", "iso8859-5"])
def test_texts_are_read_in_their_encodings(encoding: str) -> None:
    source = read(RUSSIAN.encode(encoding), "speech.txt")

    assert (source.paragraphs, source.doubts) == ((Paragraph(1, RUSSIAN),), ())


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "a.txt", "a.docx", "a", "a.php"])
@pytest.mark.parametrize("encoding", ["koi8-r", "utf-16"])
def test_a_web_page_is_read_under_any_name(name: str, encoding: str) -> None:
    source = read(PAGE.encode(encoding), name)

    assert [paragraph.text for paragraph in source.paragraphs] == ["Да"]


@pytest.mark.parametrize(
    ("content", "name", "remedy"),
    [
        (b"%PDF-1.7", "a.txt", "PDF files cannot be read: copy the text and paste it"),
        (b"\n\n%PDF-1.7", "a", "PDF files"),
        (b"no matter", "a.pdf", "PDF files"),
        (rb"{\rtf1 Words}", "a.txt", "RTF files"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "with a password"),
        (b"no matter", "a.doc", "Old Word documents"),
        (b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.text", "a", "(.odt)"),
        (b"PK\x03\x04 pictures/", "a.docx", "unpack"),
        (b"\x1f\x8b\x08", "a.txt", "unpack"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "Images"),
        (b"\xff\xd8\xff\xe0", "a.md", "Images"),
        (
            b"no matter",
            "a.pages",
            "Files of the kind .pages cannot be read: save the document as text",
        ),
        (b"\x00\x01\x02\x03", "a.txt", "belong to no text"),
        ("Café à Genève".encode("cp1252"), "a.txt", "save the document as UTF-8"),
        (b"", "a.txt", "The document is empty"),
        (b"\xef\xbb\xbf \n---\n", "a.md", "The document is empty"),
        (b"word " * (MOST_CHARACTERS // 5 + 1), "a.txt", "more than 2,000,000 characters"),
        (b" " * (MOST_BYTES + 1), "a.html", "more than 10 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(
    content: bytes, name: str, remedy: str
) -> None:
    sentence = refusal_of(content, name)

    assert remedy in sentence
    assert sentence.endswith(".")


def test_a_pasted_text_has_front_matter_too() -> None:
    source = read_text("---\ntitle: A day\n---\nWords\n\n[a]: http://example.org")

    assert (source.headline, source.paragraphs) == ("A day", (Paragraph(4, "Words"),))


@pytest.mark.parametrize("text", ["", " \n", "---", "***\n\n…"])
def test_a_pasted_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="The document is empty"):
        read_text(text)


@pytest.mark.parametrize("encoding", ["cp1251", "cp1252", "latin-1", "koi8-r", "cp866"])
def test_garbled_letters_are_doubted_on_their_line(encoding: str) -> None:
    garbled = RUSSIAN.encode().decode(encoding, "ignore").replace("\x85", "")

    assert Doubt(3, "The letters of this line look garbled: compare it with the original.") in (
        read_text(f"Good.\n\n{garbled}").doubts
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("It’s", "cp1252"), ("It’s", "cp1251"), ("Café", "cp1252"), ("С «Днём»", "cp1251")],
)
def test_single_garbled_signs_are_doubted(text: str, encoding: str) -> None:
    assert read_text(text.encode().decode(encoding)).doubts


def test_a_lost_sign_is_doubted_on_its_line() -> None:
    (doubt,) = read_text("One\n\nT\N{REPLACEMENT CHARACTER}o").doubts

    assert doubt.line == 3
    assert "was lost" in doubt.text


@pytest.mark.parametrize(
    "text",
    [
        "В\N{NO-BREAK SPACE}2021 году «ТАСС\N{NO-BREAK SPACE}В\N{NO-BREAK SPACE}Москве»",
        "« CAFÉ\N{NO-BREAK SPACE}», »MENÜ«, LIBERTÉ\N{NO-BREAK SPACE}!",
        "Недавні дії: її, цієї.",
        "部长会见记者。",
        "Ο υπουργός, ІРАН, ђачки",
    ],
)
def test_good_letters_are_not_doubted(text: str) -> None:
    assert read_text(text).doubts == ()


def test_a_text_garbled_throughout_gets_a_few_doubts_and_their_number() -> None:
    doubts = read_text("It â€™ s\n\n" * 100).doubts

    assert len(doubts) == MOST_DOUBTS + 1
    assert doubts[-1].text.startswith(f"There are {100 - MOST_DOUBTS} more")


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.xml", "a"]) | st.text(max_size=9)
BEGINNINGS = st.sampled_from(
    [b"", b"<html>", b"<?xml version='1.0'?>", b"PK\x03\x04word/document", b"\xff\xfe", b"---\n"]
)


@settings(max_examples=200)
@given(beginning=BEGINNINGS, rest=st.binary(max_size=200), name=NAMES)
def test_any_bytes_under_any_name_are_read_or_refused(
    beginning: bytes, rest: bytes, name: str
) -> None:
    with suppress(Refusal):
        assert read(beginning + rest, name)


@settings(max_examples=200)
@given(beginning=BEGINNINGS, text=st.text(), name=NAMES)
def test_any_text_under_any_name_is_read_or_refused(beginning: bytes, text: str, name: str) -> None:
    with suppress(Refusal):
        assert read(beginning + text.encode(), name)


@settings(max_examples=200)
@given(text=st.text())
def test_any_pasted_text_is_read_whole_or_refused(text: str) -> None:
    with suppress(Refusal):
        source = read_text(text)
        parts = [*(it.text for it in source.paragraphs), *(it.text for it in source.left_out)]
        found = {*re.findall(r"\w+", clean("\n".join(parts)))}
        assert {*re.findall(r"\w+", clean(text))} <= found


@needs_samples
@pytest.mark.parametrize(
    ("number", "turns", "questions", "exchanges"),
    [("01", 11, 2, 2), ("02", 37, 18, 15), ("05", 6, 3, 3), ("06", 8, 4, 4)],
)
def test_the_samples_have_their_turns(
    number: str, turns: int, questions: int, exchanges: int
) -> None:
    (path,) = SAMPLES.glob(f"{number}-*.md")
    source = read(path.read_bytes(), path.name)
    transcript = read_turns(source.paragraphs)

    found = (transcript.turns, transcript.questions, len(transcript.exchanges))
    assert found == (turns, questions, exchanges)
    assert source.headline
    assert source.date == path.stem[-10:]


@needs_samples
def test_the_links_of_a_sample_stand_in_its_text() -> None:
    (path,) = SAMPLES.glob("06-*.md")
    exchanges = read_turns(read(path.read_bytes(), path.name).paragraphs).exchanges

    assert not any(re.search(r"\]:|\]\[|\]\[\]", exchange.answer) for exchange in exchanges)
    assert exchanges[-1].answer.count("](") == 1
    assert exchanges[2].answer.count("](") > 30


@needs_samples
def test_the_statements_are_read_without_a_doubt() -> None:
    for line in (SAMPLES / "statements.jsonl").read_text("utf-8").splitlines():
        source = read_text(json.loads(line)["body_markdown"])

        assert source.paragraphs
        assert source.doubts == ()
