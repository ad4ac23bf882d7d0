"""Links with which people without an account read what is not public yet."""
