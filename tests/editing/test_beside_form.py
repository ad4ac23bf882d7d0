"""Pages of the desk that stand beside a form lead back to it, and to its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


@pytest.mark.parametrize(
    ("desk_of", "page"),
    [
        *(("news", page) for page in ("review", "previews", "history", "proposals")),
        *(("interviews", page) for page in ("review", "history", "text", "earlier-wordings")),
    ],
)
def test_a_page_beside_a_form_leads_back_to_it(
    desk: Client,
    make_news_item: Callable[..., Any],
    make_interview: Callable[..., Any],
    desk_of: str,
    page: str,
) -> None:
    make = make_news_item if desk_of == "news" else make_interview
    kept = make(published_at=None)
    model = kept._meta.label_lower.replace(".", "_")
    form, of_all = reverse(f"admin:{model}_change", args=[kept.pk]), f"admin:{model}_changelist"

    told = desk.get(form.replace("/change/", f"/{page}/")).text
    way = told.partition('<div class="breadcrumbs">')[2].partition("</div>")[0]
    assert f'href="{reverse(of_all)}"' in way
    assert f'href="{form}"' in way
