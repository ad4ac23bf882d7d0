"""
A publication in other forms than its page, and what the page tells machines.

Each form is a function of the publication. What the publications of one desk tell beyond the
common is registered by that desk (`interviews.renditions`).
"""

from newsroom.publication.renditions.linked_data import as_linked_data
from newsroom.publication.renditions.markdown import as_markdown
from newsroom.publication.renditions.ninjs import as_ninjs
from newsroom.publication.renditions.text import as_html

__all__ = ["as_html", "as_linked_data", "as_markdown", "as_ninjs"]
