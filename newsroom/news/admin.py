from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.fixtures.exporting.at_the_desk import ExportsLists
from newsroom.news.models import NewsItem


@admin.register(NewsItem)
class NewsItemAdmin(ExportsLists):
    fieldsets = (
        (None, {"fields": ("date", "headline", "lead", "body")}),
        (_("On the site"), {"fields": ("slug",)}),
    )
