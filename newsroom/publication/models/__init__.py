"""What the desks' models are made from, and the tables that all desks share."""

from __future__ import annotations

from newsroom.publication.models.addresses import FormerAddress, Withdrawal
from newsroom.publication.models.corrections import Correction
from newsroom.publication.models.natural_keys import NaturalKeyQuerySet
from newsroom.publication.models.notices import (
    Notice,
    gathered,
    notices_of,
    tell,
    with_corrected_at,
)
from newsroom.publication.models.publication import (
    LABEL,
    LATEST,
    NOT_IN_A_SLUG,
    Publication,
    kinds,
)
from newsroom.publication.models.state import State
from newsroom.publication.models.visibility import PublicationQuerySet

__all__ = [
    "LABEL",
    "LATEST",
    "NOT_IN_A_SLUG",
    "Correction",
    "FormerAddress",
    "NaturalKeyQuerySet",
    "Notice",
    "Publication",
    "PublicationQuerySet",
    "State",
    "Withdrawal",
    "gathered",
    "kinds",
    "notices_of",
    "tell",
    "with_corrected_at",
]
