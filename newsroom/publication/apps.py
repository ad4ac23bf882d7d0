from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "newsroom.publication"
    verbose_name = _("Publication")

    def ready(self) -> None:
        # Imported here because models can be imported only once every app is known.
        from newsroom.publication.content_version import ContentVersion  # noqa: PLC0415
        from newsroom.publication.keeping import keep  # noqa: PLC0415

        keep(self, ContentVersion(self))
