"""What is kept of an answer."""

from __future__ import annotations

import gzip
import random
from dataclasses import fields, is_dataclass
from sys import getsizeof

import brotli
import pytest

from newsroom.delivery.page_cache.answers import Answer, Ready
from newsroom.delivery.page_cache.taken import Taken
from newsroom.delivery.page_cache.watch import Known

LONG = b"<p>The press service. </p>" * 50


def answer(body: bytes = LONG, status: str = "200 OK", **told: str) -> Answer:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "public",
        "Vary": "Cookie",
        "ETag": '"of the application"',
        "X-Frame-Options": "DENY",
        **told,
    }
    edition = Known(1, ends_at=1000.0, confirmed_at=0.0)
    return Answer.of(Taken(status, [*headers.items()], [body]), edition, 100.0)


def compressed(kept: Answer, coding: str) -> Ready:
    kept.compress(coding)
    return kept.ready[coding]


def test_every_header_of_the_application_is_kept() -> None:
    headers = dict(answer(Link="</>; rel=canonical").ready["identity"].headers)

    assert headers == {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(LONG)),
        "X-Frame-Options": "DENY",
        "Link": "</>; rel=canonical",
        "Vary": "Accept-Encoding, Cookie",
        "ETag": answer().ready["identity"].etag,
    }


def test_every_coding_has_its_own_etag_and_length() -> None:
    kept = answer()
    forms = {"identity": kept.ready["identity"]}
    forms |= {coding: compressed(kept, coding) for coding in ("gzip", "br")}
    told = {coding: dict(form.headers) for coding, form in forms.items()}

    assert len({form.etag for form in forms.values()}) == 3
    for coding, form in forms.items():
        assert told[coding]["ETag"] == form.etag
        assert told[coding]["Content-Length"] == str(len(form.chunks[0]))
        assert told[coding].get("Content-Encoding", "identity") == coding
    assert gzip.decompress(forms["gzip"].chunks[0]) == LONG
    assert brotli.decompress(forms["br"].chunks[0]) == LONG


def test_an_etag_is_that_of_the_bytes() -> None:
    assert answer().tag == answer(X_Other="1").tag
    assert answer().tag != answer(LONG + b" ").tag


def test_what_compression_does_not_make_smaller_stays_as_it_is() -> None:
    kept = answer(b"short")

    assert compressed(kept, "gzip") is compressed(kept, "br") is kept.ready["identity"]


def test_304_tells_nothing_of_a_body() -> None:
    for coding in ("identity", "gzip"):
        form = compressed(answer(), coding)
        told = dict(form.unchanged)
        assert not [name for name in told if name.startswith("Content-")]
        assert told["ETag"] == form.etag
        assert {"Vary", "X-Frame-Options"} <= told.keys()


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "410 Gone"])
def test_what_is_no_page_has_no_etag(status: str) -> None:
    kept = answer(status=status)

    assert kept.ready["identity"].etag == ""
    assert "ETag" not in dict(kept.ready["identity"].headers)


@pytest.mark.parametrize(
    ("told", "ends_at", "max_age"),
    [
        ("public", 1000.0, None),
        ("public, max-age=30", 130.0, 30),
        ("public, max-age=9999", 1000.0, 9999),
    ],
)
def test_an_answer_ends_with_its_edition_or_as_it_says(
    told: str, ends_at: float, max_age: int | None
) -> None:
    kept = answer(LONG, **{"Cache-Control": told})

    assert (kept.ends_at, kept.max_age) == (ends_at, max_age)


@pytest.mark.parametrize("length", [0, 100, 20_000])
def test_all_that_an_answer_takes_is_counted(length: int) -> None:
    kept = answer(random.Random(length).randbytes(length))
    assert taken_by(kept) < kept.size < taken_by(kept) + 5000

    kept = answer(LONG * (1 + length // len(LONG)))
    for coding in ("gzip", "br"):
        kept.compress(coding)
    assert taken_by(kept) < kept.size < taken_by(kept) + 9000


def taken_by(thing: object, seen: set[int] | None = None) -> int:
    """Return the bytes of an object with all that it holds, each counted once."""
    seen = set() if seen is None else seen
    if id(thing) in seen or isinstance(thing, Known):
        return 0
    seen.add(id(thing))
    held: list[object] = []
    if isinstance(thing, dict):
        held = [*thing, *thing.values()]
    elif isinstance(thing, (list, tuple)):
        held = [*thing]
    elif is_dataclass(thing):
        held = [getattr(thing, it.name) for it in fields(thing)]
    return getsizeof(thing) + sum(taken_by(it, seen) for it in held)
