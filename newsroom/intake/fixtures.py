"""What documents hold, as a fixture that `loaddata` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core import serializers
from django.utils import timezone

from interviews.models import Interview
from newsroom.intake.outcomes import refusing
from newsroom.intake.storing import exchanges_of, unsaved
from newsroom.publication.slugs import slug_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.intake.documents import Draft


def fixture_of(drafts: Sequence[Draft], *, publish: bool = False) -> str:
    """
    Return the publications as a fixture (JSON, natural keys), drafts unless `publish` is said.

    Raises `Refusal` for what the rules of the publication do not allow.
    """
    moment = timezone.now() if publish else None
    slugs: set[str] = set()
    rows: list[Any] = []
    for draft in drafts:
        publication = unsaved(draft)
        publication.published_at = moment
        publication.slug = slug_for(
            publication.headline, publication.lead, publication.date, is_taken=slugs.__contains__
        )
        slugs.add(publication.slug)
        with refusing(draft):
            publication.clean_fields()
        rows.append(publication)
        if isinstance(publication, Interview):
            rows += exchanges_of(draft, publication)
    natural = {"use_natural_primary_keys": True, "use_natural_foreign_keys": True}
    return str(serializers.serialize("json", rows, indent=2, ensure_ascii=False, **natural))
