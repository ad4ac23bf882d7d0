"""Word documents as paragraphs."""
