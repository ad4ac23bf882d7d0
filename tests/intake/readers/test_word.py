"""Word documents."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.intake.readers.word.reading import read_word
from newsroom.intake.source import MOST_BYTES, Refusal, Source

pytest.importorskip("mammoth")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>'
)
FOOTNOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>The note.</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def relations(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def document(body: str, **parts: str) -> bytes:
    """Return a .docx; `parts` are further files of its folder word, by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", relations(officeDocument="word/document.xml"))
        targets = {name: f"{name}.xml" for name in parts}
        package.writestr("word/_rels/document.xml.rels", relations(**targets))
        package.writestr(
            "word/document.xml",
            body
            if body.startswith("<?")
            else f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )
        for name, part in parts.items():
            package.writestr(f"word/{name}.xml", part)
    return file.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def run(text: str, face: str = "") -> str:
    properties = f"<w:rPr><w:{face}/></w:rPr>" if face else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


ITEM = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    f"{run('an item')}</w:p>"
)
CELL = "<w:tc>" + paragraph(run("a cell")) + "</w:tc>"
WHOLE = document(
    paragraph(run("The harbour opens"), style="T")
    + paragraph()
    + paragraph(run("Anna Berg: ", "b"), run("Why "), run("now", "i"), run("?"))
    + paragraph(run("Details"), style="H2")
    + ITEM
    + f"<w:tbl><w:tr>{CELL}{CELL}</w:tr></w:tbl>"
    + paragraph(run("Noted"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    styles=STYLES,
    numbering=NUMBERING,
    footnotes=FOOTNOTES,
    header1=f'<w:hdr xmlns:w="{W}">{paragraph(run("City Press"))}</w:hdr>',
)


def texts(source: Source) -> list[tuple[int, str]]:
    return [(it.line, it.text) for it in source.paragraphs]


def test_a_word_document_is_read_with_its_faces_lists_tables_and_notes() -> None:
    source = read_word(WHOLE)

    assert source.headline == "The harbour opens"
    assert texts(source) == [
        (3, "**Anna Berg:** Why *now*?"),
        (4, "## Details"),
        (5, "* an item"),
        (6, "a cell | a cell"),
        (8, r"Noted[1]"),
        (9, "1. The note."),
    ]
    assert [tuple(it) for it in source.left_out] == [(1, "City Press", "page header")]


def test_a_document_without_a_title_has_no_headline() -> None:
    source = read_word(document(paragraph(run("One.")) + paragraph(run("Two."))))

    assert not source.headline
    assert texts(source) == [(1, "One."), (2, "Two.")]


def test_a_document_without_a_word_is_refused() -> None:
    with pytest.raises(Refusal, match="holds no text"):
        read_word(document(paragraph()))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a Word document"),
        (b"plain text", "not a Word document"),
        (b"PK\x03\x04 and no more", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password or is an old .doc"),
        (b"PK" + b"\0" * MOST_BYTES, "too large"),
        (document("no XML <"), "is damaged"),
        (document('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "no Word"),
        (document("<w:p>" * 300 + "</w:p>" * 300), "no Word writes"),
    ],
)
def test_what_is_no_sound_document_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read_word(content)


def packed(*files: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files:
            package.writestr(name, content)
    return file.getvalue()


def test_another_zip_is_refused() -> None:
    with pytest.raises(Refusal, match="not a Word document"):
        read_word(packed(("a.txt", b"a")))


def test_a_document_that_grows_without_end_is_refused() -> None:
    bomb = packed(("word/document.xml", b"<a/>"), ("word/media/a.png", bytes(60 * 1024 * 1024)))
    crowd = packed(("word/document.xml", b"<a/>"), *((f"{i}", b"") for i in range(5_001)))
    for content in (bomb, crowd):
        with pytest.raises(Refusal, match="too large"):
            read_word(content)


def test_a_locked_zip_is_refused() -> None:
    content = WHOLE.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )

    assert content != WHOLE
    with pytest.raises(Refusal, match="password"):
        read_word(content)


def test_without_mammoth_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)

    with pytest.raises(Refusal, match="cannot be read here yet: copy the text and paste it"):
        read_word(WHOLE)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, len(WHOLE) - 1),
    st.binary(max_size=12) | st.sampled_from([b"PK\x01\x02", b"\0" * 9]),
)
def test_a_damaged_document_raises_no_more_than_a_refusal(place: int, damage: bytes) -> None:
    try:
        read_word(WHOLE[:place] + damage + WHOLE[place + len(damage) :])
    except Refusal:
        return


XML = st.lists(
    st.sampled_from(
        "<w:p> </w:p> <w:r> </w:r> <w:t>a</w:t> <w:tbl> </w:tbl> <w:tr> </w:tr> <w:tc> </w:tc> "
        '<w:footnoteReference|w:id="9"/> <w:numPr/> <w:fldChar|w:fldCharType="end"/> <w:sdt/> '
        "<w:br/> <w:drawing/> <w:sym/> <w:pPr><w:pStyle/></w:pPr> <w:tab/>".split()
    ),
    max_size=25,
).map(lambda parts: "".join(parts).replace("|", " "))


@settings(max_examples=100, deadline=None)
@given(XML)
def test_strange_xml_raises_no_more_than_a_refusal(body: str) -> None:
    try:
        read_word(document(body))
    except Refusal:
        return
