"""
The second to save is told what was saved meanwhile, and saves knowingly.

A form carries along what it was opened with. Where something else is stored by now, nothing is
saved: the form comes back with both sides' changes in it, and says what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from newsroom.editing.comparing import Entry, entries
from newsroom.editing.contents import Content
from newsroom.editing.meanwhile.clashes import Place, TellsClashes, places_of, told_at
from newsroom.editing.meanwhile.opened import Opened, canonical, with_line_feeds
from newsroom.editing.meanwhile.part_forms import PartForm
from newsroom.editing.meanwhile.savers import (
    names_of_savers,
    released_since,
    saved_since,
    versions_since,
)
from newsroom.editing.meanwhile.sent import BASE, THEIRS, SentForm, whole_number
from newsroom.editing.meanwhile.taking import take_theirs
from newsroom.editing.merging import merge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.utils.safestring import SafeString

    from newsroom.publication.models import Publication


@dataclass(frozen=True)
class Overtaken:
    """Why a form was not saved, for the one who sent it."""

    is_known: bool = True
    """Whether the form said what it was opened with."""
    is_deleted: bool = False
    """Whether there is nothing any more that could be changed."""
    saved: Sequence[str] = ()
    released: str = ""
    changes: Sequence[Entry] = ()
    """What they changed; or, if that cannot be known, what saving this form would change."""
    places: Sequence[Place] = ()
    told: Mapping[str, Mapping[str, SafeString]] = field(default_factory=dict)


class TellsWhatWasSavedMeanwhile(admin.ModelAdmin):
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = dict(extra_context or {})
        if request.method != "POST":
            context[BASE] = self.base_of(request, object_id)
            return super().changeform_view(request, object_id, form_url, context)
        set_post(request, in_lines(request.POST))
        with transaction.atomic():
            if object_id is not None:
                overtaken = self.look(request, unquote(object_id))
                context["overtaken"] = request.overtaken = overtaken  # type: ignore[attr-defined]
                context[BASE] = request.POST.get(BASE, "")
                if overtaken and overtaken.is_deleted:
                    object_id = None
                    form_url = reverse(admin_urlname(self.opts, "add"))  # type: ignore[arg-type]
            return super().changeform_view(request, object_id, form_url, context)

    def base_of(self, request: HttpRequest, object_id: str | None) -> str:
        found: Any = self.get_object(request, unquote(object_id)) if object_id else None
        if found is None or not self.has_change_permission(request, found):
            return ""
        return Opened.of(found).signed(found)

    def look(self, request: HttpRequest, object_id: str) -> Overtaken | None:
        """Fill in the form anew if something else is stored by now than it was opened with."""
        found: Any = self.get_object(request, object_id)
        if found is None:
            return self.deleted(request, object_id)
        if not self.has_change_permission(request, found):
            return None
        # Whoever saves waits here for whoever is saving.
        locked = self.model._default_manager.select_for_update().filter(pk=found.pk).first()
        return self.overtaken_by(request, locked) if locked else None

    def deleted(self, request: HttpRequest, object_id: str) -> Overtaken | None:
        """Make of the form one of a new publication, so that what was written is not lost."""
        gone = self.model(pk=whole_number(object_id))
        opened = Opened.read(request.POST.get(BASE, ""), gone)
        if opened is None or not self.has_add_permission(request):
            return None
        gone.pk = None
        sent = SentForm(self, request, gone, opened.rows)
        mine = sent.content(canonical(opened.content), Content())
        set_post(request, sent.filled(mine, Opened.of(gone)))
        return Overtaken(is_deleted=True)

    def overtaken_by(self, request: HttpRequest, publication: Any) -> Overtaken | None:
        opened = Opened.read(request.POST.get(BASE, ""), publication)
        now = Opened.of(publication)
        sent = SentForm(self, request, publication, {**now.rows, **(opened or now).rows})
        base, theirs = canonical((opened or now).content), canonical(now.content)
        ticked = request.POST.getlist(THEIRS)
        mine = take_theirs(ticked, sent.content(base, theirs), base)
        is_newest = opened is not None and opened.brief.is_stored(now.brief)
        if is_newest and not sent.has_strangers:
            if THEIRS in request.POST:
                set_post(request, sent.filled(mine, now))
            return None
        if mine == theirs and (opened or now).release == now.release:
            set_post(request, sent.filled(mine, now))
            self.tell_the_same(request)
            return None
        return self.brought_together(request, publication, sent, (opened, now), mine)

    def tell_the_same(self, request: HttpRequest) -> None:
        sentence = _("Meanwhile the very same was saved already; there was nothing left to change.")
        self.message_user(request, sentence, messages.INFO)

    def brought_together(
        self,
        request: HttpRequest,
        publication: Publication,
        sent: SentForm,
        versions: tuple[Opened | None, Opened],
        mine: Content,
    ) -> Overtaken:
        opened, now = versions
        kind, theirs = type(publication), canonical(now.content)
        if opened is None:
            set_post(request, sent.filled(mine, now))
            return Overtaken(is_known=False, changes=entries(kind, theirs, mine))
        base = canonical(opened.content)
        merged = merge(base, mine, theirs)
        set_post(request, sent.filled(merged.content, now))
        before = opened.brief
        names = names_of_savers(versions_since(publication, before), request.user)
        return Overtaken(
            saved=saved_since(publication, before, request.user),
            released=released_since(publication, before, now.release),
            changes=entries(kind, base, theirs),
            places=places_of(kind, merged.clashes, merged.content, sent.numbers),
            told=told_at(kind, merged.clashes, names, theirs),
        )

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if overtaken := getattr(request, "overtaken", None):
            told = {"-": format_html("{}", _("Nothing is saved yet. Look it through, then save."))}
            told |= overtaken.told.get("", {})
            return type(form.__name__, (TellsClashes, form), {"told": told})
        return form

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        overtaken = getattr(request, "overtaken", None)
        if overtaken and issubclass(inline.form, PartForm):
            kwargs["form_kwargs"] = {"told": overtaken.told}
        return kwargs


def set_post(request: HttpRequest, data: QueryDict) -> None:
    request.POST = data  # type: ignore[assignment]


def in_lines(sent: QueryDict) -> QueryDict:
    """Return what was sent with lines that end as they do in the base."""
    data = sent.copy()
    for name, values in data.lists():
        data.setlist(name, [with_line_feeds(str(value)) for value in values])
    return data
