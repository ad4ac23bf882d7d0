"""Uploaded files, of which no more is kept than any form takes."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedFileUploadHandler(TemporaryFileUploadHandler):
    """
    Write a file to the disk as it arrives, up to the longest that is wanted anywhere.

    The rest is read and thrown away, so that the form can say that the file is too long; `size`
    is what was sent. To break off instead would leave the browser without any answer.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start <= settings.NEWSROOM_LARGEST_IMPORT:
            super().receive_data_chunk(raw_data, start)
        return None
