"""What the list of news items can be narrowed by: nothing beyond the dates yet."""

from newsroom.publication.filters import PublicationFilter


class NewsItemFilter(PublicationFilter):
    pass
