"""The feeds of a list, made from the very view that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.views.generic import View

from newsroom.publication.feeds import atom, json_feed, rss
from newsroom.publication.feeds.listing import Listing
from newsroom.publication.for_everyone import ForEveryone
from newsroom.publication.views import PublicationList, moved

if TYPE_CHECKING:
    from django.http import HttpRequest

FORMATS: dict[str, Any] = {"rss": rss, "atom": atom, "json": json_feed}


class Feed(ForEveryone, View):
    """
    A list in one of the formats, with the same filter, pages and periods.

    A wrong filter is answered with 400 and a sentence: a feed that left the filter out would
    fill somebody's reader. Answers carry an ETag of their bytes once they leave the house (see
    `page_cache`), and no Last-Modified: nothing stored tells of withdrawals.
    """

    list_view: type[PublicationList] = PublicationList

    def get(self, request: HttpRequest, form: str, **parts: str) -> HttpResponse:
        request.user = AnonymousUser()  # whoever asks: readers keep copies and pass them on
        view, suffix = self.list_view(), f"feed.{form}"
        view.setup(request, **parts)
        view.shows_words = False
        period = view.get_period(**parts)
        if period and parts != period.kwargs:
            return moved(request, view.address(period) + suffix)
        listing, written = Listing.found(view, period), FORMATS[form]
        if listing.mistakes:
            problem = written.problem(listing.mistakes)
            return HttpResponse(problem, content_type=written.PROBLEM_TYPE, status=400)
        return HttpResponse(written.write(listing.channel(suffix)), content_type=written.TYPE)
