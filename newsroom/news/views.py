from newsroom.news.filters import NewsItemFilter
from newsroom.news.models import NewsItem
from newsroom.publication.views import PublicationDetail, PublicationList


class NewsItemList(PublicationList):
    models = (NewsItem,)
    namespace = "news"
    filterset_class = NewsItemFilter
    template_name = "news/newsitem_list.html"


class NewsItemDetail(PublicationDetail):
    models = (NewsItem,)
    namespace = "news"
    template_name = "news/newsitem_detail.html"
