"""Uploaded files that are longer than anything that is wanted."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory

LONG = 4 * 1024 * 1024
MOST = 3 * 1024 * 1024


@pytest.mark.parametrize(("size", "kept"), [(MOST - 1, MOST - 1), (LONG, MOST + 64 * 1024)])
def test_of_a_file_no_more_is_kept_than_is_wanted(settings: Any, size: int, kept: int) -> None:
    settings.NEWSROOM_LARGEST_IMPORT = MOST
    sent = BytesIO(b"x" * size)
    sent.name = "long.json"
    request = RequestFactory().post("/", {"file": sent})
    file: Any = request.FILES["file"]

    assert file.size == size
    assert len(file.read()) <= kept
    file.close()
