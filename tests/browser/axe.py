"""axe-core, the rules of accessibility that a program can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# To preload, axe would put style sheets inline, and the site's policy forbids that.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


def faults(page: Page) -> list[str]:
    """Return what axe finds on the page by day, and in its colours by night."""
    page.evaluate(AXE_SCRIPT)
    found = violations(page, OPTIONS)
    page.emulate_media(color_scheme="dark")
    found += violations(page, OPTIONS | COLOURS)
    page.emulate_media(color_scheme="light")
    return found


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """Return a line for each element that breaks a rule."""
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{page.url}: {it['id']}: {node['html'][:120]}" for it in found for node in it["nodes"]]
