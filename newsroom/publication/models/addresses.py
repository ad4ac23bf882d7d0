"""What an address answers once no public publication stands under it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.publication.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    Claims = dict[tuple[str, str], list[int]]

known_claims: ContextVar[Mapping[tuple[str, str], list[int]]] = ContextVar(
    "known_claims", default=MappingProxyType({})
)
"""What the base has already said of addresses, while it is asked about many of them together."""


class FormerAddress(models.Model):
    """
    A slug that a publication had once. Whoever follows it is led to the present one, for ever.

    Triggers of the database write it (`publication.former_addresses`), so that no way of
    changing an address passes by.
    """

    desk = models.CharField(_("desk"), max_length=40)
    slug = models.CharField(_("address"), max_length=100)
    publication_key = models.PositiveBigIntegerField(_("publication"))
    left_at = models.DateTimeField(_("left at"), default=timezone.now)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["desk", "slug"], name="publication_former_address_once")
        ]

    def __str__(self) -> str:
        return f"{self.desk}: {self.slug}"


class Withdrawal(models.Model):
    """
    That something public was taken back, and what its address answers now.

    It keeps how the publication was known when readers last saw it, so that what is written at
    the desk since then shows through nowhere. While a public publication has the address, that
    is what the address answers; so a release, too, needs nothing but its moment.
    """

    class Way(models.TextChoices):
        """What readers find where the publication was."""

        TOLD = "told", _("A page says that it was withdrawn, and why")
        GONE = "gone", _("Nothing: the address is gone for good")
        ELSEWHERE = "elsewhere", _("They are led to another page")

    desk = models.CharField(_("desk"), max_length=40)
    publication_key = models.PositiveBigIntegerField(_("publication"))
    slug = models.CharField(_("address"), max_length=100)
    label = models.CharField(_("known as"), max_length=300)
    date = models.DateField(_("date"))
    way = models.CharField(_("what readers find"), max_length=10, choices=Way.choices)
    reason = models.TextField(_("reason, for readers"), blank=True)
    elsewhere = models.CharField(_("the other page"), max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), default=timezone.now)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "publication_key"], name="publication_withdrawal_once"
            )
        ]
        indexes = [models.Index(fields=["desk", "slug"], name="publication_withdrawal_found")]

    def __str__(self) -> str:
        return self.label


def claims(desk: str, slug: str) -> list[int]:
    """
    Return the keys of the publications that were known to readers under the address.

    The one that had it last comes first.
    """
    known = known_claims.get()
    return known[desk, slug] if (desk, slug) in known else claims_of_all(desk, [slug])[desk, slug]


def claims_of_all(desk: str, slugs: Collection[str]) -> Claims:
    """Return what `claims` does for each of many addresses, in two queries."""
    left = FormerAddress.objects.filter(desk=desk, slug__in=slugs)
    withdrawn = Withdrawal.objects.filter(desk=desk, slug__in=slugs)
    rows = [
        *left.values_list("left_at", "slug", "publication_key"),
        *withdrawn.values_list("withdrawn_at", "slug", "publication_key"),
    ]
    found: Claims = {(desk, slug): [] for slug in slugs}
    for _moment, slug, key in sorted(rows, reverse=True):
        if key not in found[desk, slug]:
            found[desk, slug].append(key)
    return found


def claims_told(desk: str, slug: str) -> list[int]:
    """Return what `claims` does, for a page: in one statement, which is put in words once."""
    rows = CLAIMED.rows(desk, slug)
    return list(dict.fromkeys(key for _moment, key in sorted(rows, reverse=True)))


def claimed(desk: Any, slug: Any) -> models.QuerySet[Any, Any]:
    left = FormerAddress.objects.filter(desk=desk, slug=slug)
    withdrawn = Withdrawal.objects.filter(desk=desk, slug=slug)
    moments = left.values_list("left_at", "publication_key")
    return moments.union(withdrawn.values_list("withdrawn_at", "publication_key"), all=True)


CLAIMED = Prepared(claimed)


@contextmanager
def asked_together(desk: str, slugs: Collection[str]) -> Iterator[None]:
    """
    Have the base asked once about all of these addresses, and not for each within the block.

    Nothing may be withdrawn, or have its address changed, within.
    """
    token = known_claims.set({**known_claims.get(), **claims_of_all(desk, slugs)})
    try:
        yield
    finally:
        known_claims.reset(token)


def is_spoken_for(desk: str, slug: str, key: int | None) -> bool:
    """Whether readers know the address as that of a publication other than the one of the key."""
    return any(claim != key for claim in claims(desk, slug))
