"""Whether the reader has the answer already."""

from __future__ import annotations

import re

TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
"""An entity tag (RFC 9110, 8.8.3); how weak it is does not matter here (13.1.2)."""


def is_known(told: str, etag: str) -> bool:
    """Whether the If-None-Match header names the entity tag (RFC 9110, 13.1.2)."""
    return told == etag or told.strip() == "*" or (etag in told and etag in TAG.findall(told))
