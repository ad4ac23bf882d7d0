"""How a form of the desk is stored: with all that belongs to it, in one act, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext

from newsroom.editing import history
from newsroom.editing.rights import may_change_at_once
from newsroom.editing.stored import content_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from newsroom.editing.contents import Content
    from newsroom.publication.models import Publication


# Django 6.1 calls it by another name, and warns of this one.
savepoint = getattr(transaction, "savepoint_create", None) or transaction.savepoint


@dataclass(frozen=True)
class Saving:
    """What was stored before a form is, and whether the form may be stored at all."""

    before: Content
    at_once: bool
    savepoint: str


class SavesInOneAct(admin.ModelAdmin):
    """
    A form is stored and kept as a version; or, by whom may not, it is stored for a moment only.

    What it would make of the publication is read from the base and taken back again: so a
    proposal is exactly what saving would have made, whatever fields and parts the form has.
    """

    def route(self, view: str) -> str:
        """Return the name of the address of a view beside the form, within the admin."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{view}"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        form.saving = self.begin(request, obj) if change else None
        super().save_model(request, obj, form, change)

    def begin(self, request: HttpRequest, publication: Publication) -> Saving:
        stored = type(publication)._default_manager.get(pk=publication.pk)
        history.catch_up(stored)
        at_once = may_change_at_once(request.user, stored)
        return Saving(content_of(stored), at_once, savepoint())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        publication, saving = form.instance, form.saving
        if saving is None or saving.at_once:
            comment = gettext("Edited.") if change else gettext("Written.")
            history.record(publication, request.user, comment)
            self.is_saved(request, form)
            return
        stored = type(publication)._default_manager.get(pk=publication.pk)
        proposed = content_of(stored)
        transaction.savepoint_rollback(saving.savepoint)
        self.is_proposed(request, form, proposed)

    def is_saved(self, request: HttpRequest, form: Any) -> None:
        """Do what follows from a saved form; `form.saving.before` is what it has replaced."""

    def is_proposed(self, request: HttpRequest, form: Any, proposed: Content) -> None:
        """Do what follows from a form that is not saved but proposed."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        history.record_deletion([obj], request.user)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        history.record_deletion(queryset, request.user)
        super().delete_queryset(request, queryset)
