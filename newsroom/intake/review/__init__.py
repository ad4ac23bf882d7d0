"""The page on which a person reviews what was read, and what is stored of it."""
