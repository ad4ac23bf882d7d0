"""The desk at which any kind of publication is edited."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.editing.asking import AsksWhatKindOfChange
from newsroom.editing.forms import PublicationForm
from newsroom.editing.kept import KeepsWhatIsTyped
from newsroom.editing.listed import (
    AsksWhatItOffers,
    StateFilter,
    WaitsFilter,
    state_of,
    with_what_waits,
)
from newsroom.editing.lists.bounded import SEARCH_IS_CUT, BoundedLists
from newsroom.editing.lists.days import DayFilter
from newsroom.editing.lists.finding import beginnings, found_in, span_of
from newsroom.editing.lists.keys import among
from newsroom.editing.lists.sizes import number_of
from newsroom.editing.meanwhile.open_forms import TellsWhoElse
from newsroom.editing.meanwhile.overtaken import TellsWhatWasSavedMeanwhile
from newsroom.editing.previews.links import PreviewLinks
from newsroom.editing.proposals.answers import AnswersProposals
from newsroom.editing.releases import log_admin  # noqa: F401
from newsroom.editing.releases.state_box import TellsState
from newsroom.editing.versions.recovering_page import RecoversDeleted
from newsroom.editing.versions.restoring_page import RestoresVersions
from newsroom.editing.writing import WrittenWithTools
from newsroom.publication.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from newsroom.publication.models import Publication


class PublicationAdmin(
    KeepsWhatIsTyped,
    TellsWhatWasSavedMeanwhile,
    TellsWhoElse,
    TellsState,
    RestoresVersions,
    RecoversDeleted,
    AnswersProposals,
    AsksWhatKindOfChange,
    PreviewLinks,
    WrittenWithTools,
    AsksWhatItOffers,
    BoundedLists,
):
    """What the desks have in common; each adds its own fields and columns."""

    form = PublicationForm
    list_display: tuple[str, ...] = ("date", "label", "state")
    list_display_links = ("label",)
    list_filter: ClassVar[Any] = (StateFilter, WaitsFilter, ("date", DayFilter))
    orders: Mapping[str, tuple[str, ...]] = MappingProxyType(
        {"date": ("date", "published_at", "-pk"), "state": ("published_at", "date", "pk")}
    )
    # Django shows the box where there are fields; what is found is up to get_search_results.
    search_fields = ("headline",)
    search_help_text = _("Words of the whole text, or how they begin. “Quoted” words side by side.")
    list_per_page = 25
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/editing/change_list.html"

    class Media:
        js = ("admin/js/urlify.js", "editing/slug.js")

    def with_columns(self, rows: Any) -> Any:
        return with_what_waits(rows.for_lists())

    def number_of_all(self) -> int:
        return number_of(self.model)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Find words as readers do, by their beginnings as well, and in every state."""
        if not search_term.strip():
            return queryset, False
        query = beginnings(self.model, Query.parse(search_term))
        if not query:
            return queryset.none(), False
        span, is_narrowed = span_of(dict(request.GET.lists())), bool(queryset.query.where)
        found = found_in(self.model, query, span, is_narrowed=is_narrowed)
        setattr(request, SEARCH_IS_CUT, found.is_cut)
        return among(queryset, found.keys), False

    @admin.display(description=_("headline or lead"), ordering="headline")
    def label(self, publication: Publication) -> str:
        return publication.label

    @admin.display(description=_("state"), ordering="published_at")
    def state(self, publication: Publication) -> str:
        return state_of(publication)

    def view_on_site(self, publication: Publication) -> str:
        """Lead to the page on this very host; the desk sees drafts there, too."""
        return publication.get_absolute_url()
