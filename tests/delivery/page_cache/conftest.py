from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.delivery.page_cache.served import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Noon, until a test moves on."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
