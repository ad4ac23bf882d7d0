"""Documents that the tests of this room write, and the real ones beside the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsroom.intake.documents import Document, read_document
from newsroom.intake.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def document() -> Callable[[str], Document]:
    """Read a text as somebody would paste it."""
    return lambda text: read_document(read_text(text))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; the test is skipped where it is not beside the checkout."""
    if not SHARED.exists():
        pytest.skip(f"The real documents are not in {SHARED}.")
    return SHARED
