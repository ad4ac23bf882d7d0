"""What readers find where a publication was that is taken back from them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.publication.models import Withdrawal
from newsroom.publication.moment import in_full

if TYPE_CHECKING:
    from newsroom.publication.models import Publication

Way = Withdrawal.Way


class WithdrawForm(forms.Form):
    """What readers find from now on."""

    way = forms.ChoiceField(
        label=_("What readers find at its address"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what readers find at its address.")},
    )
    reason = forms.CharField(
        label=_("Reason, for readers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("A sentence that everyone can read: It named a wrong date of the talks."),
    )
    elsewhere = forms.CharField(
        label=_("The other page"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_(
            "Where readers are led: a page of this site, as in /news/2024/04/24/talks/, or an "
            "address that begins with https://."
        ),
    )

    def __init__(self, *args: Any, taken: tuple[Publication, ...] = (), **kwargs: Any) -> None:
        """Know what is being `taken` back, so that nobody is led in a circle."""
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_elsewhere(self) -> str:
        address: str = self.cleaned_data["elsewhere"]
        is_needed = address and self.cleaned_data.get("way") == Way.ELSEWHERE
        return check_address(address) if is_needed else ""

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the way, and leave out what does not."""
        told = super().clean() or {}
        way = told.get("way")
        for name, of_way, sentence in (
            ("reason", Way.TOLD, _("Say why, in a sentence for readers.")),
            ("elsewhere", Way.ELSEWHERE, _("Say where readers are led.")),
        ):
            if way != of_way:
                told[name] = ""
            elif not told.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if self.leads_in_a_circle(told.get("elsewhere", "")):
            self.add_error("elsewhere", _("This is the page that you withdraw: name another one."))
        return told

    def leads_in_a_circle(self, address: str) -> bool:
        own = (unquote(publication.get_absolute_url()) for publication in self.taken)
        return any(path in unquote(address) for path in own)


def check_address(address: str) -> str:
    """Return the address if it is one of a page of this site, or begins with https://."""
    if address.startswith("https://"):
        try:
            URLValidator(schemes=["https"])(address)
        except ValidationError:
            raise ValidationError(_("This address is not complete: copy it once more.")) from None
        return address
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        raise ValidationError(
            _("Begin with / for a page of this site, or with https:// for another site.")
        )
    if not is_a_page(unquote(urlsplit(address).path)):
        raise ValidationError(_("This site has no such page: look at the address again."))
    return address


def is_a_page(path: str) -> bool:
    """Whether readers may find something at the path; the desk is none of theirs."""
    with suppress(Resolver404):
        return resolve(path).namespace != "admin"
    return False


def withdraw(publication: Publication, told: dict[str, Any]) -> Withdrawal:
    """
    Remember how readers knew the publication, and what they find now.

    `told` are the cleaned data of the form.
    """
    withdrawal, _made = Withdrawal.objects.update_or_create(
        desk=publication.desk(),
        publication_key=publication.pk,
        defaults={
            "slug": publication.slug,
            "label": publication.label[:300],
            "date": publication.date,
            "way": told["way"],
            "reason": told["reason"],
            "elsewhere": told["elsewhere"],
            "withdrawn_at": timezone.now(),
        },
    )
    return withdrawal


def change(publication: Publication, told: dict[str, Any]) -> Withdrawal:
    """Change what readers find, and nothing of how or since when they knew the publication."""
    withdrawal = Withdrawal.objects.get(desk=publication.desk(), publication_key=publication.pk)
    for name in ("way", "reason", "elsewhere"):
        setattr(withdrawal, name, told[name])
    withdrawal.save()
    return withdrawal


def of(publication: Publication) -> Withdrawal | None:
    """Return how the publication was last withdrawn, if it ever was."""
    return Withdrawal.objects.filter(
        desk=publication.desk(), publication_key=publication.pk
    ).first()


def in_sentences(withdrawal: Withdrawal) -> str:
    """Say to the desk since when it is withdrawn, and what its address answers."""
    answers = {
        Way.TOLD: gettext("Its address says so, and why: “%(reason)s”"),
        Way.GONE: gettext("Its address answers that the page is gone for good."),
        Way.ELSEWHERE: gettext("Its address leads to %(elsewhere)s."),
    }
    answer = answers[Way(withdrawal.way)] % {
        "reason": withdrawal.reason,
        "elsewhere": withdrawal.elsewhere,
    }
    since = gettext("Withdrawn on %(moment)s.") % {"moment": in_full(withdrawal.withdrawn_at)}
    return f"{since} {answer}"
