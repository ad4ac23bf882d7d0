from django.contrib import admin
from django.urls import include, path
from wagtail import urls as pages
from wagtail.admin import urls as desk
from wagtail.documents import urls as documents

from benchmarks.serving.wagtail_site.views import NewsFeed, search

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("admin/", include(desk)),
    path("documents/", include(documents)),
    path("search/", search, name="search"),
    path("feed/", NewsFeed()),
    path("", include(pages)),
]
