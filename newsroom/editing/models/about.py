"""What tells of a publication of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from newsroom.publication.models import Publication

LONGEST_NAME = 300
"""Characters of a person's name: first and last name of Django's user, and room to spare."""

About_co = TypeVar("About_co", bound="AboutPublication", covariant=True)


class AboutQuerySet(models.QuerySet[About_co]):
    def about(self, publication: Publication) -> Self:
        content_type = ContentType.objects.get_for_model(type(publication))
        return self.filter(content_type=content_type, object_id=publication.pk)


class AboutPublication(models.Model):
    content_type = models.ForeignKey(ContentType, models.CASCADE, editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    publication = GenericForeignKey()

    objects = AboutQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


def name_of(user: User | AnonymousUser | None) -> str:
    """Return the name that is kept, so that it is still known when the user is deleted."""
    if user is None or not user.is_authenticated:
        return ""
    return (user.get_full_name() or user.get_username())[:LONGEST_NAME]
