"""How the page of a single exchange is read from the base, in words that are found once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interviews.models import Exchange
from newsroom.publication.models.shelf import Shelf, marked
from newsroom.publication.prepared import Prepared

if TYPE_CHECKING:
    from newsroom.publication.models.shelf import AnyShelf


def one_exchange(interviews: AnyShelf, key: str) -> Exchange | None:
    """Return the exchange with the key, of the interviews, with its own; None where none has it."""
    if isinstance(interviews, Shelf):
        found = interviews.objects_of(EXCHANGE, key)
    else:
        found = list(exchange_of(interviews, key))
    return next(iter(found), None)


def exchange_of(interviews: Any, key: Any) -> Any:
    exchanges = Exchange.objects.telling_changes().telling_corrections()
    found = exchanges.select_related("interview").filter(key=key)
    return found.filter(interview__in=interviews.order_by())[:1]


def exchange_marked(key: Any, *marks: Any, **form: Any) -> Any:
    return exchange_of(marked(*marks, **form, most=None), key)


def beside(exchange: Exchange) -> dict[str, Exchange]:
    """Return the `previous` and the `following` one of its interview, as far as there are."""
    here = (exchange.position, exchange.pk)
    found = BESIDE.objects(exchange.interview_id, *here)
    return {"previous" if (it.position, it.pk) < here else "following": it for it in found}


EXCHANGE = Prepared(exchange_marked)
BESIDE = Prepared(Exchange.objects.beside)
