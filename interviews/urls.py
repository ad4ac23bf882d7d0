from django.urls import include, path

from interviews.views import ExchangeDetail, ExchangeList, InterviewDetail, InterviewList
from newsroom.publication.urls import desk_paths, list_paths

EXCHANGE = "<year:year>/<month:month>/<day:day>/<name:slug>/<name:key>/"

app_name = "interviews"
urlpatterns = [
    path("exchanges/", include((list_paths(ExchangeList), "exchanges"))),
    *desk_paths(InterviewList, InterviewDetail),
    path(EXCHANGE, ExchangeDetail.as_view(), name="exchange"),
]
