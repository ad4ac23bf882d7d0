from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from django.http import Http404
from django.utils.translation import gettext as _

from interviews.citing import quoted_from, source_of
from interviews.filters import InterviewFilter
from interviews.models import EarlierWording, Exchange, Interview
from interviews.reading import beside, one_exchange
from interviews.rewordings import rewordings
from newsroom.publication.parts import Parts
from newsroom.publication.views import PublicationDetail, PublicationList, SearchOnly, moved

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from interviews.rewordings import Rewording
    from newsroom.publication.citing import Source
    from newsroom.publication.models import Publication

MOST_WORDINGS = 20
"""Earlier wordings of one exchange that are compared for readers."""


class InterviewList(PublicationList):
    models = (Interview,)
    namespace = "interviews"
    filterset_class = InterviewFilter
    template_name = "interviews/interview_list.html"


class ExchangeList(SearchOnly, InterviewList):
    """What has been said about something: single answers, by their words."""

    namespace = "interviews:exchanges"
    template_name = "interviews/exchange_list.html"
    parts_only = True

    @property
    def name(self) -> str:
        return _("Answers")


class InterviewDetail(PublicationDetail):
    models = (Interview,)
    namespace = "interviews"
    template_name = "interviews/interview_detail.html"
    shown_with = (Parts("exchanges", Exchange.objects.telling_changes()),)

    def cited(self, **shown: Any) -> Source:
        publication = shown["publication"]
        return source_of(publication, *self.published_by(publication.get_absolute_url()))


class ExchangeDetail(PublicationDetail):
    """One exchange alone, to be linked to and quoted."""

    models = (Interview,)
    namespace = "interviews"
    template_name = "interviews/exchange_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        exchange = self.get_exchange(kwargs["slug"], kwargs["key"])
        address = self.address_of(exchange.interview)
        if unquote(address) != request.path:
            return moved(request, address)
        context = self.get_context_data(
            publication=exchange.interview,
            exchange=exchange,
            rewordings=self.get_rewordings(exchange),
            **beside(exchange),
        )
        return self.render_to_response(context)

    def address_of(self, publication: Publication) -> str:
        exchange = Exchange(interview=cast("Interview", publication), key=self.kwargs["key"])
        return exchange.get_page_url()

    def get_exchange(self, slug: str, key: str) -> Exchange:
        (shelf,) = self.shelves()
        found = one_exchange(shelf.with_slug(slug), key)
        if found is None:
            raise Http404(key)
        return found

    def get_rewordings(self, exchange: Any) -> list[Rewording]:
        """Return how the wording changed, as far as the desk shows it."""
        if not exchange.reworded_at:
            return []
        told = EarlierWording.objects.told().filter(exchange=exchange, is_shown=True)
        return [it for it in rewordings(exchange, told[:MOST_WORDINGS]) if it.parts]

    def cited(self, **shown: Any) -> Source:
        exchange = shown["exchange"]
        return quoted_from(exchange, *self.published_by(exchange.get_page_url()))
