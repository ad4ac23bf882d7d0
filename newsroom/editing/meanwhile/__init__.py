"""Two editors at one publication: who else is there, and what was saved meanwhile."""
