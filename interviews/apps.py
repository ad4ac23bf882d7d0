from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        # Imported here because models can be imported only once every app is known.
        import interviews.readiness  # noqa: PLC0415
        import interviews.renditions  # noqa: F401, PLC0415
        from interviews.keeping import EarlierWordings  # noqa: PLC0415
        from interviews.search import INDEX  # noqa: PLC0415
        from newsroom.publication.content_version import ContentVersion  # noqa: PLC0415
        from newsroom.publication.date_counts import DayCounts, MonthCounts  # noqa: PLC0415
        from newsroom.publication.former_addresses import FormerAddresses  # noqa: PLC0415
        from newsroom.publication.keeping import keep  # noqa: PLC0415

        keep(
            self,
            EarlierWordings(),
            INDEX,
            MonthCounts("interviews", "interview"),
            DayCounts("interviews", "interview"),
            FormerAddresses("interviews", "interview"),
            ContentVersion(self),
        )
