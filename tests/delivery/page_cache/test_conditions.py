"""Whether the reader has the answer already (RFC 9110, section 13.1.2)."""

from __future__ import annotations

import pytest

from newsroom.delivery.page_cache.conditions import is_known


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ('"abc-br"', True),
        ('W/"abc-br"', True),
        ('"other", "abc-br"', True),
        ('W/"other",W/"abc-br" , "third"', True),
        ('"with, comma", "abc-br"', True),
        ("*", True),
        (" * ", True),
        ('"abc"', False),
        ('"abc-br-gzip"', False),
        ("abc-br", False),
        ('"x"abc-br"', False),
        ('"*"', False),
        ("", False),
        ('"', False),
    ],
)
def test_an_entity_tag_is_known_if_the_list_has_it_weak_or_strong(
    told: str, expected: bool
) -> None:
    assert is_known(told, '"abc-br"') is expected
