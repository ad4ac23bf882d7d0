"""What is agreed about keeping answers, here and on the way to readers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Terms:
    room: int
    """Bytes that all that is kept may take in this process; with 0 nothing is kept."""
    max_age: int
    """Seconds for which browsers and proxies may keep a page, at the most."""
    stale_if_error: int
    """Seconds for which an answer that was right is better than none."""
    asked_every: float
    """Seconds for which an edition is taken to be the present one without asking."""


@lru_cache(maxsize=256)
def freshness(max_age: int, stale_if_error: int) -> tuple[str, str]:
    """Return the header for a page that others may keep (RFC 9111, 5.2.2; RFC 5861, section 4)."""
    return "Cache-Control", f"public, max-age={max_age}, stale-if-error={stale_if_error}"
