from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from interviews.marks.labels import (
    CANONICAL,
    Form,
    Side,
    escaped,
    is_name,
    label_alone,
    read_label,
    unescaped,
)


@pytest.mark.parametrize(
    ("text", "form", "name", "side", "rest"),
    [
        ("Q: Why?", Form.LETTER, "", Side.ASKS, "Why?"),
        ("A (Jo Hill): So.", Form.LETTER, "Jo Hill", Side.ANSWERS, "So."),
        ("Q    Why?", Form.BARE, "", Side.ASKS, "Why?"),
        ("Q\u00a0“Why?", Form.BARE, "", Side.ASKS, "“Why?"),
        ("Q“Why?", Form.BARE, "", Side.ASKS, "“Why?"),
        ("Вопрос: Зачем?", Form.WORD, "", Side.ASKS, "Зачем?"),
        ("Вопрос №3: Зачем?", Form.WORD, "", Side.ASKS, "Зачем?"),
        ("Question (BBC): Why?", Form.WORD, "BBC", Side.ASKS, "Why?"),
        ("Réponse : Parce que.", Form.WORD, "", Side.ANSWERS, "Parce que."),
        ("问：为什么？", Form.LETTER, "", Side.ASKS, "为什么？"),
        ("Question. Why?", Form.WORD, "", Side.ASKS, "Why?"),
        ("MR. O'HARA-BERG: So.", Form.UPPER, "MR. O'HARA-BERG", None, "So."),
        ("MODERATOR: Next.", Form.UPPER, "MODERATOR", Side.MODERATES, "Next."),
        ("Корреспондент: Зачем?", Form.TITLE, "Корреспондент", Side.ASKS, "Зачем?"),
        ("С.В.Берг: Так.", Form.TITLE, "С.В.Берг", None, "Так."),
        (
            "Anna van der Berg (Minister): So.",
            Form.TITLE,
            "Anna van der Berg (Minister)",
            None,
            "So.",
        ),
        ("**Anna Berg:** So.", Form.BOLD, "Anna Berg", None, "So."),
        ("**Anna Berg**: So.", Form.BOLD, "Anna Berg", None, "So."),
        ("__Anna Berg:__ So.", Form.BOLD, "Anna Berg", None, "So."),
        ("**Anna Berg:So.", Form.BOLD, "Anna Berg", None, "So."),
        ("**The [Anna Berg](https://b.example/):** So.", Form.BOLD, "The Anna Berg", None, "So."),
        ("BERG — So.", Form.TITLE, "BERG", None, "So."),
    ],
)
def test_labels_are_read(text: str, form: Form, name: str, side: Side | None, rest: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.form, label.name, label.side) == (form, name, side)
    assert text[label.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "He said: we go.",
        "They agreed on three things: time, place and money.",
        "Note: this is not a name.",
        "10:07 A.M. EDT",
        "https://press.example.org/",
        "Quietly it went on.",
        "And so: no.",
        "What now? Nothing: we wait.",
        "",
    ],
)
def test_sentences_are_no_labels(text: str) -> None:
    assert read_label(text) is None


def test_a_name_alone_on_its_line_is_a_label() -> None:
    label = label_alone("**Anna Berg**")
    assert label is not None
    assert (label.name, label.form) == ("Anna Berg", Form.ALONE)
    assert label_alone("Anna Berg came.") is None


@pytest.mark.parametrize("name", ["Anna Berg", "Li Wei", "Берг, министр", "C-SPAN", "AFP"])
def test_names_begin_with_capitals(name: str) -> None:
    assert is_name(name)


@given(st.text(alphabet="a ()\\", max_size=12))
def test_any_name_can_stand_in_brackets(name: str) -> None:
    found = CANONICAL.match(f"Q ({escaped(name)}): why")
    assert found is not None
    assert unescaped(found[2]) == name
