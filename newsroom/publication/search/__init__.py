"""Finding publications, and single passages of them, by their words."""
