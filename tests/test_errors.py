"""Error pages: in the look of the site, also when there is no request to speak of."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_says_what_happened_and_leads_on(code: str) -> None:
    html = render_to_string(f"{code}.html")

    assert f'<p class="kicker">{code[:3]}</p>' in html
    assert "<title> –" not in html
    assert html.count("<h1>") == 1
    assert '<a href="/archive/">All news</a>' in html
