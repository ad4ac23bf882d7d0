"""What somebody else does to the base meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable


def elsewhere(act: Callable[[], object]) -> None:
    """Do something over another connection, and fail where that has to wait or goes wrong."""
    failures: list[Exception] = []

    def run() -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 (told by the test)
            failures.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(15)
    assert not thread.is_alive()
    assert not failures
