from django.urls import path

from benchmarks.serving.plain import views

DETAIL = "<int:year>/<int:month>/<int:day>/<str:slug>/"

urlpatterns = [
    path("", views.NewsItemList.as_view()),
    path("news/", views.NewsItemList.as_view(), name="news-list"),
    path("news/feed/", views.NewsFeed()),
    path("news/<int:year>/<int:month>/", views.NewsItemMonth.as_view()),
    path(f"news/{DETAIL}", views.NewsItemDetail.as_view(), name="news-detail"),
    path("interviews/", views.InterviewList.as_view(), name="interviews-list"),
    path(f"interviews/{DETAIL}", views.InterviewDetail.as_view(), name="interviews-detail"),
]
