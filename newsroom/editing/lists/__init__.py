"""Lists of the desk that cost the same however much they hold."""
