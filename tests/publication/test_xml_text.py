from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.xml_text import clean


@given(st.text(st.characters(), max_size=50))
def test_whatever_is_cleaned_can_be_put_into_xml(text: str) -> None:
    element = ElementTree.Element("x")
    element.text = clean(text)
    read = ElementTree.fromstring(ElementTree.tostring(element, "utf-8")).text or ""

    assert read == clean(text).replace("\r\n", "\n").replace("\r", "\n")


def test_what_xml_can_hold_stays_as_it_is() -> None:
    text = "\t\n\x20\x7f\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    assert clean(text) == text
    assert clean("\x00a\x0b\x1f\ud800b\udfff\ufffe\uffff") == "ab"
