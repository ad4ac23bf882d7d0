"""A page, written where it is asked for: nothing changes it between the view and the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.template import engines

if TYPE_CHECKING:
    from django.http import HttpRequest

HTML = "text/html; charset=utf-8"


def written(request: HttpRequest, name: str, told: dict[str, Any]) -> HttpResponse:
    """
    Return what the template of the public makes of what it is told, and of the `request`.

    Django's own TemplateResponse holds such a page back, so that middleware can change what it is
    told; what there is to see of the public is told by its views alone.
    """
    environment: Any = engines["jinja2"].env  # type: ignore[attr-defined]
    html: str = environment.get_template(name).render({**told, "request": request})
    return HttpResponse(html.encode(), HTML)
