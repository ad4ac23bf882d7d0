from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.editing.admin import PublicationAdmin
from newsroom.news.models import NewsItem


@admin.register(NewsItem)
class NewsItemAdmin(PublicationAdmin):
    fieldsets = (
        (None, {"fields": ("date", "headline", "lead", "body")}),
        (_("On the site"), {"fields": ("slug",)}),
    )
