"""In which coding an answer leaves (RFC 9110, section 12.5.3)."""

from __future__ import annotations

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.delivery.page_cache.codings import CODINGS, LONGEST_HEADER, chosen, compressed


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("deflate, zstd", "identity"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip ; q=0.2 , br ; q=0.1", "gzip"),
        ("gzip;q=0, br;q=0", "identity"),
        ("gzip;q=0", "identity"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("gzip;q=0.5, *;q=0", "gzip"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("identity;q=0", "identity"),
        ("gzip;q=nonsense", "identity"),
        ("gzip;q=2", "identity"),
        ("gzip;level=1", "gzip"),
        (",;=,", "identity"),
        ("br" + " " * LONGEST_HEADER, "identity"),
    ],
)
def test_the_coding_is_the_one_that_is_wanted_most(accepted: str, expected: str) -> None:
    assert chosen(accepted) == expected


@given(st.text(alphabet="gzipbr*;q=0.1,- \t\x80identity"))
def test_no_header_at_all_raises_an_error(accepted: str) -> None:
    assert chosen(accepted) in CODINGS


def test_what_is_compressed_is_read_as_it_was() -> None:
    body = b"Press service. " * 100

    assert gzip.decompress(compressed(body, "gzip")) == body
    assert brotli.decompress(compressed(body, "br")) == body
    assert compressed(body, "identity") == body


def test_the_same_body_is_compressed_to_the_same_bytes() -> None:
    """A gzip header may tell the time, and an ETag must not change with it."""
    assert compressed(b"Press" * 50, "gzip")[4:8] == bytes(4)
