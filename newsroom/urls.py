"""The map of the site."""

from django.contrib import admin
from django.urls import include, path, re_path

from newsroom.editing.session import session, signed_in
from newsroom.frontpage import sitemaps
from newsroom.frontpage.views import FrontPage, OpenSearch

urlpatterns = [
    path("", FrontPage.as_view(), name="frontpage"),
    path("archive/", include("newsroom.frontpage.urls")),
    path("search/", include("newsroom.frontpage.search_urls")),
    path("news/", include("newsroom.news.urls")),
    path("interviews/", include("interviews.urls")),
    path("preview/", include("newsroom.editing.previews.urls")),
    path("admin/session/", session, name="session"),
    path("admin/session/signed-in/", admin.site.admin_view(signed_in), name="signed-in"),
    path("admin/from-a-document/", include("newsroom.intake.review.urls")),
    path("admin/import/", include("newsroom.fixtures.desk.urls")),
    path("admin/", admin.site.urls),
    path("opensearch.xml", OpenSearch.as_view(), name="opensearch"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-lists.xml", sitemaps.lists, name="sitemap-lists"),
    path("sitemap-google-news.xml", sitemaps.google_news, name="sitemap-google-news"),
    re_path(sitemaps.MONTH, sitemaps.period, name="sitemap-month"),
    re_path(sitemaps.DAY, sitemaps.period, name="sitemap-day"),
]

handler404 = "newsroom.publication.errors.not_found"
handler500 = "newsroom.delivery.unavailable.failed"
