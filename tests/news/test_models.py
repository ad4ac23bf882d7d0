from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from newsroom.news.models import NewsItem

DAY = datetime.date(2024, 4, 24)


@pytest.mark.parametrize("text", [{"headline": "A headline"}, {"lead": "A lead."}])
def test_a_headline_or_a_lead_is_enough(db: None, text: dict[str, str]) -> None:
    item = NewsItem(date=DAY, **text)
    item.full_clean()
    item.save()

    assert NewsItem.objects.get_by_natural_key(item.slug) == item


def test_an_item_that_says_nothing_is_refused_in_words_and_by_the_database(db: None) -> None:
    with pytest.raises(ValidationError, match=r"Write a headline or a lead\."):
        NewsItem(date=DAY).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsItem.objects.create(date=DAY, slug="empty")
