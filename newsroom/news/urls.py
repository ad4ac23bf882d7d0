from newsroom.news.views import NewsItemDetail, NewsItemList
from newsroom.publication.urls import desk_paths

app_name = "news"
urlpatterns = desk_paths(NewsItemList, NewsItemDetail)
