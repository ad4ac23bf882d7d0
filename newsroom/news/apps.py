from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "newsroom.news"
    verbose_name = _("News")

    def ready(self) -> None:
        from newsroom.news.search import INDEX  # noqa: PLC0415
        from newsroom.publication.content_version import ContentVersion  # noqa: PLC0415
        from newsroom.publication.date_counts import DayCounts, MonthCounts  # noqa: PLC0415
        from newsroom.publication.former_addresses import FormerAddresses  # noqa: PLC0415
        from newsroom.publication.keeping import keep  # noqa: PLC0415

        keep(
            self,
            INDEX,
            MonthCounts("news", "newsitem"),
            DayCounts("news", "newsitem"),
            FormerAddresses("news", "newsitem"),
            ContentVersion(self),
        )
