"""The map of the site."""

from django.contrib import admin
from django.urls import include, path

from newsroom.frontpage.views import FrontPage

urlpatterns = [
    path("", FrontPage.as_view(), name="frontpage"),
    path("archive/", include("newsroom.frontpage.urls")),
    path("news/", include("newsroom.news.urls")),
    path("interviews/", include("interviews.urls")),
    path("admin/from-a-document/", include("newsroom.intake.review.urls")),
    path("admin/", admin.site.urls),
]
