"""What the desk keeps beside the publications of every kind."""

from __future__ import annotations

from newsroom.editing.models.acts import ActDetails
from newsroom.editing.models.log import PublishLogEntry
from newsroom.editing.models.open_forms import OpenForm
from newsroom.editing.models.previews import PreviewLink
from newsroom.editing.models.proposals import Proposal
from newsroom.editing.models.reviews import Review

__all__ = ["ActDetails", "OpenForm", "PreviewLink", "Proposal", "PublishLogEntry", "Review"]
