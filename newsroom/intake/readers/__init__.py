"""The kinds of files that documents come in."""
