"""A real browser in which nothing may go wrong unnoticed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response
    from pytest_django.live_server_helper import LiveServer

    NewContext = Callable[..., BrowserContext]

# Playwright keeps an event loop in this thread; Django would refuse to touch the base beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium: str
) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture
def complaints() -> list[str]:
    """What the browser found wrong with the pages of the test."""
    return []


@pytest.fixture
def new_context(
    new_context: NewContext, complaints: list[str], base_url: str
) -> Iterator[NewContext]:
    """Watch every page of the test: its console, its errors and where it sends requests."""

    def on_console(message: ConsoleMessage) -> None:
        # That a page is answered with 404 is the test's business; on_response minds the rest.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            complaints.append(f"{message.page and message.page.url}: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith(base_url):
            complaints.append(f"A request left the site: {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            complaints.append(f"{response.status} for {response.url}")

    def watched(**options: Any) -> BrowserContext:
        # Without transitions a page looks at once as it will look.
        context = new_context(**options, reduced_motion="reduce")
        context.on("console", on_console)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("request", on_request)
        context.on("response", on_response)
        return context

    yield watched
    assert complaints == []


@pytest.fixture
def new_desk(new_context: NewContext, desk: Client, base_url: str) -> Callable[..., Page]:
    """Open a page of someone who is signed in as the editor."""
    session = desk.cookies["sessionid"].value

    def open_desk(**options: Any) -> Page:
        context = new_context(**options)
        context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
        return context.new_page()

    return open_desk


@pytest.fixture
def desk_page(new_desk: Callable[..., Page]) -> Page:
    return new_desk()
