"""
How the pages of the public are written: Jinja2 (https://jinja.palletsprojects.com/en/stable/).

The desk's pages stay templates of Django, beside the admin's own. What readers get is written
by the thousand, and Django's engine would take most of the time of a page.
"""
