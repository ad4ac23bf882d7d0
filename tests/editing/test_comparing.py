from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from interviews.models import Interview
from newsroom.editing.comparing import entries, summary
from newsroom.editing.contents import Content, Part
from newsroom.editing.pairing import State, pairs
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from newsroom.editing.comparing import Entry


def exchange(key: str, **texts: str) -> Part:
    return Part(key, {"question": f"Question {key}?", "answer": f"Answer {key}.", **texts})


def conversation(*keys: str) -> Content:
    return Content({}, tuple(exchange(key) for key in keys))


def shown(found: list[Entry]) -> list[Any]:
    return [(entry.title, entry.state) for entry in found]


def texts(entry: Entry) -> list[tuple[str, str]]:
    return [(kind, text) for _label, pieces in entry.differences for kind, text in pieces]


def test_fields_are_told_by_their_names_and_compared_word_by_word() -> None:
    old = Content({"date": "2024-04-24", "headline": "", "lead": "One two three.", "body": "Gone."})
    new = Content({"date": "2024-04-25", "headline": "New", "lead": "One 2 three.", "body": ""})

    found = entries(NewsItem, old, new)

    assert shown(found) == [
        ("Date: changed", State.CHANGED),
        ("Headline: new", State.NEW),
        ("Lead: changed", State.CHANGED),
        ("Body: removed", State.REMOVED),
    ]
    assert texts(found[0]) == [("gone", "24.04.2024"), ("added", "25.04.2024")]
    assert texts(found[2]) == [
        ("same", "One "),
        ("gone", "two "),
        ("added", "2 "),
        ("same", "three."),
    ]


def test_what_was_typed_instead_of_a_date_is_shown_as_it_is() -> None:
    (entry,) = entries(NewsItem, Content({"date": "2024-04-24"}), Content({"date": "soon"}))

    assert texts(entry) == [("gone", "24.04.2024"), ("added", "soon")]


def test_exchanges_are_told_by_their_numbers_and_first_words() -> None:
    old = conversation("a", "b", "c", "d", "e")
    changed = exchange("b", answer="Another answer b.")
    new = Content({}, (exchange("a"), changed, exchange("f"), exchange("e"), exchange("d")))

    found = entries(Interview, old, new)

    assert shown(found) == [
        ("Exchange 3 as it was: removed", State.REMOVED),
        ("1 exchange unchanged", State.UNCHANGED),
        ("Exchange 2: changed", State.CHANGED),
        ("Exchange 3: new", State.NEW),
        ("Exchange 4: moved from place 5", State.UNCHANGED),
        ("1 exchange unchanged", State.UNCHANGED),
    ]
    assert found[2].opening == "Question b?"
    assert [label for label, _pieces in found[2].differences] == ["Answer"]


def test_nothing_is_told_of_contents_that_are_equal() -> None:
    content = conversation("a", "b")

    assert entries(Interview, content, content) == []
    assert summary(Interview, content, content) == ""


def test_a_field_that_one_side_does_not_know_is_no_difference() -> None:
    old = Content({"lead": "A lead."}, (Part("a", {"question": "Question a?"}),))
    new = Content({"lead": "A lead.", "preamble": "Words."}, (exchange("a"),))

    assert entries(Interview, old, new) == entries(Interview, new, old) == []


def test_one_line_sums_up_what_changed() -> None:
    old = Content({"headline": "Old", "lead": "Old"}, conversation("a", "b", "c", "d").parts)
    parts = (exchange("x"), exchange("c"), exchange("a", answer="New."), exchange("y"))
    new = Content({"headline": "New", "lead": "New"}, parts)

    assert summary(Interview, old, new) == (
        "headline, lead; 2 exchanges added, 1 exchange changed, 1 exchange moved, "
        "2 exchanges removed"
    )


def test_one_moved_exchange_does_not_make_the_others_moved() -> None:
    keys = [f"k{number}" for number in range(242)]
    old, new = conversation(*keys), conversation(*keys[1:], keys[0])

    (moved,) = [pair for pair in pairs(old, new) if pair.differs]
    assert (moved.after and moved.after.key, moved.was, moved.now) == ("k0", 1, 242)
    assert summary(Interview, old, new) == "1 exchange moved"


def test_the_page_tells_what_goes_and_what_comes_and_escapes_it() -> None:
    old = Content({"lead": "One two three."})
    found = entries(Interview, old, Content({"lead": "One <b> three."}, (exchange("a"),)))

    page = render_to_string("admin/editing/_changes.html", {"entries": found})

    assert "<h3>Lead: changed</h3>" in page
    assert "<h3>Exchange 1: new</h3>" in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
