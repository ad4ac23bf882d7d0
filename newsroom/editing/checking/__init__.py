"""Whether readers find what is public, and nothing else: the site is asked, and the base."""
