from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.xml_text import NOT_IN_XML, clean, element


@given(st.text(st.characters(), max_size=50))
def test_whatever_is_cleaned_can_be_put_into_xml(text: str) -> None:
    holder = ElementTree.Element("x")
    holder.text = clean(text)
    read = ElementTree.fromstring(ElementTree.tostring(holder, "utf-8")).text or ""

    assert read == clean(text).replace("\r\n", "\n").replace("\r", "\n")


def test_what_xml_can_hold_stays_as_it_is() -> None:
    text = "\t\n\x20\x7f\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    assert clean(text) == text
    assert clean("\x00a\x0b\x1f\ud800b\udfff\ufffe\uffff") == "ab"


@given(st.text() | st.text(alphabet="a\x00\x0b\t\n\ufffe\uffff\ud800ж"))
def test_what_is_left_is_all_that_xml_can_hold(text: str) -> None:
    assert clean(text) == NOT_IN_XML.sub("", text)


def test_an_element_without_text_is_an_empty_one() -> None:
    assert element("title", "") == "<title/>"
    assert element("a", "1 < 2 & 3", ' b="c"') == '<a b="c">1 &lt; 2 &amp; 3</a>'
