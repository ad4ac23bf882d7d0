from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    name = "newsroom.editing"
    verbose_name = _("Editors’ desk")

    def ready(self) -> None:
        # Imported here because models can be imported only once every app is known.
        from newsroom.editing.history import keep_versions_of  # noqa: PLC0415
        from newsroom.publication.models import kinds  # noqa: PLC0415

        for kind in kinds():
            keep_versions_of(kind)
