"""What somebody had before them when they decided, so that nothing is done to something else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext, ngettext

from newsroom.editing import history
from newsroom.editing.contents import Content, Part
from newsroom.editing.models.about import name_of
from newsroom.editing.stored import texts_of
from newsroom.publication.moment import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.publication.models import Publication


def loaded(queryset: Any) -> list[Any]:
    """Return the publications with their parts, in two queries however many they are."""
    publications = list(queryset)
    if publications:
        prefetch_related_objects(publications, *queryset.model.parts)
    return publications


def value_of(publication: Publication) -> str:
    """Return another value as soon as the content or the release of a `loaded` one is."""
    told = f"{content_as_loaded(publication).digest} {publication.published_at}"
    return f"{publication.pk}:{hashlib.sha256(told.encode()).hexdigest()}"


def content_as_loaded(publication: Publication) -> Content:
    parts = tuple(
        Part(row.key, texts_of(row, row.content_fields))
        for name in publication.parts
        for row in getattr(publication, name).all()
    )
    return Content(texts_of(publication, type(publication).content_fields()), parts)


@dataclass(frozen=True)
class Seen:
    """The values that a page carried along."""

    values: frozenset[str]

    @classmethod
    def of(cls, values: Iterable[str]) -> Seen:
        return cls(frozenset(values))

    def is_all(self, stored: Iterable[Publication]) -> bool:
        """Whether these, as they are stored now, are exactly what was seen."""
        return self.values == {value_of(publication) for publication in stored}

    def changed_since(self, stored: Sequence[Publication]) -> Iterator[str]:
        """Return a sentence for whatever is another by now, and who made it so."""
        keys = {value.partition(":")[0] for value in self.values}
        for publication in stored:
            if str(publication.pk) in keys and value_of(publication) not in self.values:
                yield last_change(publication)
        if gone := len(keys - {str(publication.pk) for publication in stored}):
            yield ngettext(
                "%(count)d publication is no longer where you chose it.",
                "%(count)d publications are no longer where you chose them.",
                gone,
            ) % {"count": gone}


def last_change(publication: Publication) -> str:
    latest = history.versions_of(publication).first()
    if latest is None:
        return gettext("“%(label)s” was changed meanwhile.") % {"label": publication.label}
    return gettext("“%(label)s” was changed meanwhile, by %(user)s on %(moment)s: %(act)s") % {
        "label": publication.label,
        "user": name_of(latest.revision.user) or gettext("somebody"),
        "moment": in_words(latest.revision.date_created),
        "act": latest.revision.comment,
    }
