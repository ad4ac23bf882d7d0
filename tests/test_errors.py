"""Error pages: in the look of the site, also when there is no request to speak of."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

CODES = ["400", "403", "403_csrf", "404", "500", "503"]


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_says_what_happened_and_leads_on(code: str) -> None:
    html = render_to_string(f"{code}.html")

    assert f'<p class="kicker">{code[:3]}</p>' in html
    assert "<title> –" not in html
    assert html.count("<h1>") == 1
    assert '<meta name="robots" content="noindex">' in html
    assert '<a href="/archive/">All news</a>' in html


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_says_what_to_do(code: str) -> None:
    html = render_to_string(f"{code}.html")
    reason, remedy = html.partition("</h1>")[2].strip().splitlines()[:2]

    assert reason.strip().startswith("<p>")
    assert remedy.strip().startswith("<p>")
    assert len(remedy) > 50
