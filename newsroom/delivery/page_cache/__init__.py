"""
Whole answers, kept ready in front of the application, for as long as they are right.

What everybody may see says so itself, by `Cache-Control: public`. Such a page is made once for
an edition: for what readers see between two changes. It then leaves as it is, with its ETag and
compressed, without asking the application, at the cost of two look-ups. What is kept is bounded
in bytes; what is not, or must not be, is asked of the application as if nothing stood in between.

`wrapper` is the WSGI application (PEP 3333). `asking` says which requests ask for the same page,
`finding` where its answer comes from, `watch` what is known of the present edition, `taken` what
the application answers, `answers` what is kept of that, `store` which of them stay, `flights`
that one thread makes what several wait for, `codings` and `conditions` in which form a reader
gets it.

HTTP caching is RFC 9111, the rest of HTTP RFC 9110 (https://www.rfc-editor.org/rfc/rfc9110).
"""

from newsroom.delivery.page_cache.asking import Requests
from newsroom.delivery.page_cache.terms import Terms
from newsroom.delivery.page_cache.wrapper import PageCache

__all__ = ["PageCache", "Requests", "Terms"]
