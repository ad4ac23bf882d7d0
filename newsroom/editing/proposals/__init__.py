"""Changes to something public by those who may not make them at once, and what is answered."""
