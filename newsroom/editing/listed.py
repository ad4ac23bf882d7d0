"""What the desk's lists tell of a publication beside its text, and what they can be narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models import Proposal, Review
from newsroom.publication.models import State, Withdrawal
from newsroom.publication.moment import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from newsroom.publication.models import Publication

REVIEW, PROPOSAL, WITHDRAWN = "review", "proposal", "withdrawn"

COMPARISONS = {"", "exact", "isnull", "gte", "lt", "year", "month", "day"}
"""What Django's own filters of a field put into the address."""


class AsksWhatItOffers(admin.ModelAdmin):
    """
    A list whose address may say what the list offers, and nothing else.

    Django takes any lookup of any field there: a pattern that the base cannot read, or never
    comes to an end with, or a number that it cannot hold.
    """

    asked_by_links: tuple[str, ...] = ()
    """Lookups that links of the desk put into the address, beside those of the filters."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        refuse_nul(request)
        title = capfirst(self.opts.verbose_name_plural)
        try:
            return super().changelist_view(request, {"title": title, **(extra_context or {})})
        except (DataError, OverflowError) as error:
            raise SuspiciousOperation("A number that no base holds.") from error

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        name, _parted, comparison = lookup.partition("__")
        offered = {parameter_of(it) for it in self.get_list_filter(request)}
        is_offered = name in offered and comparison in COMPARISONS
        return is_offered or lookup in self.asked_by_links


def parameter_of(list_filter: Any) -> Any:
    """Return what the parameters of a filter begin with, however it is declared."""
    if isinstance(list_filter, tuple):
        return list_filter[0]
    return getattr(list_filter, "parameter_name", list_filter)


def refuse_nul(request: HttpRequest) -> None:
    """
    Answer a NUL in the address of a list with 400: PostgreSQL raises an error for it.

    In the words of a search Django sees to it.
    """
    asked = ((name, *values) for name, values in request.GET.lists() if name != SEARCH_VAR)
    if any("\0" in part for parts in asked for part in parts):
        raise SuspiciousOperation("A NUL in the address of a list.")


def with_what_waits(publications: Any) -> Any:
    """Add whether each waits for review, has a proposal waiting, or was withdrawn once."""
    kind: Any = publications.model
    return publications.annotate(
        waits_for_review=Exists(waiting(Review.objects.filter(answered_at=None), kind)),
        has_proposals=Exists(waiting(Proposal.objects.waiting(), kind)),
        was_withdrawn=Exists(
            Withdrawal.objects.filter(desk=kind.desk(), publication_key=OuterRef("pk"))
        ),
    )


def waiting(rows: QuerySet[Any], kind: type[Publication]) -> QuerySet[Any]:
    return keys(rows, kind).filter(object_id=OuterRef("pk"))


def state_of(publication: Any) -> SafeString:
    """Return the state of a publication that was read `with_what_waits`, as a list shows it."""
    state, moment = publication.state, ""
    if state == State.SCHEDULED:
        moment = in_words(publication.published_at)
    shown = format_html('<span class="state {}">{}</span> {}', state, state.label, moment)
    remarks = format_html_join("", '<br><span class="remark">{}</span>', remarks_on(publication))
    return format_html("{}{}", shown, remarks)


def remarks_on(publication: Any) -> Iterator[tuple[str]]:
    is_draft = publication.state == State.DRAFT
    if is_draft and publication.was_withdrawn:
        yield (gettext("withdrawn"),)
    if is_draft and publication.waits_for_review:
        yield (gettext("waits for review"),)
    if publication.has_proposals:
        yield (gettext("a change is proposed"),)


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.in_state(self.value()) if self.value() in State.values else queryset


class WaitsFilter(admin.SimpleListFilter):
    title = _("what waits")
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (REVIEW, _("Waits for review")),
            (PROPOSAL, _("A change is proposed")),
            (WITHDRAWN, _("Withdrawn")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Start from what waits, which is little, and not from all publications."""
        kind, drafts = queryset.model, queryset.in_state(State.DRAFT)
        withdrawn = Withdrawal.objects.filter(desk=kind.desk()).values("publication_key")
        chosen = {
            REVIEW: drafts.filter(pk__in=keys(Review.objects.filter(answered_at=None), kind)),
            PROPOSAL: queryset.filter(pk__in=keys(Proposal.objects.waiting(), kind)),
            WITHDRAWN: drafts.filter(pk__in=withdrawn),
        }
        return chosen.get(self.value() or "", queryset)


def keys(rows: QuerySet[Any], kind: type[Publication]) -> QuerySet[Any]:
    content_type = ContentType.objects.get_for_model(kind)
    return rows.filter(content_type=content_type).order_by().values("object_id")
