"""Moves of publications as an editor makes them: a look at the page, then the confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

    from newsroom.publication.models import Publication, State

GONE = {"way": "gone"}
"""What has to be said to withdraw, at the least."""


def page_of(publication: Publication, move: str) -> str:
    meta = publication._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{publication.pk}/release/{move}/"


def confirmation(page: Any, **said: Any) -> dict[str, Any]:
    """Return what the page sends when it is confirmed, with every doubt ticked."""
    sure = [tick["name"] for tick in page.context["ticks"]]
    return {"confirmed": "yes", "seen": page.context["seen"], "sure": sure, **said}


def carry_out(client: Client, move: str, publication: Publication, **said: Any) -> Any:
    """Open the page of the move, confirm it and return the page that follows."""
    address = page_of(publication, move)
    return client.post(address, confirmation(client.get(address), **said), follow=True)


def state(publication: Publication) -> State:
    publication.refresh_from_db()
    return publication.state
