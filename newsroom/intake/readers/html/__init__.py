"""Web pages as paragraphs."""
