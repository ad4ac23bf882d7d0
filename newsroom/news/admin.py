from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.news.models import NewsItem
from newsroom.publication.admin import PublicationAdmin


@admin.register(NewsItem)
class NewsItemAdmin(PublicationAdmin):
    fieldsets = (
        (None, {"fields": ("date", "headline", "lead", "body")}),
        (_("On the site"), {"fields": ("slug",)}),
    )
