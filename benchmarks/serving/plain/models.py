from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone


class PublicationQuerySet(models.QuerySet["Publication"]):
    def published(self) -> Self:
        return self.filter(published_at__lte=timezone.now())


class Publication(models.Model):
    headline = models.CharField(max_length=300, blank=True)
    slug = models.SlugField(max_length=200, unique=True, allow_unicode=True)
    date = models.DateField()
    lead = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    section = ""

    class Meta:
        abstract = True
        ordering = ["-date", "-published_at", "-pk"]
        indexes = [models.Index(fields=["date", "published_at"])]

    def __str__(self) -> str:
        return self.headline or self.lead[:80]

    def get_absolute_url(self) -> str:
        date = self.date
        arguments = [f"{date.year:04}", f"{date.month:02}", f"{date.day:02}", self.slug]
        return reverse(f"{self.section}-detail", args=arguments)


class NewsItem(Publication):
    body = models.TextField(blank=True)

    section = "news"


class Interview(Publication):
    outlet = models.CharField(max_length=200)
    interviewee = models.CharField(max_length=200)
    interviewee_role = models.CharField(max_length=200, blank=True)

    section = "interviews"


class Exchange(models.Model):
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="exchanges")
    position = models.PositiveIntegerField()
    question = models.TextField()
    answer = models.TextField()
    asked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.question[:80]
