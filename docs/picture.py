"""
Take the picture of the README: `python docs/picture.py` while `manage.py demo` is running.

Needs the test packages and the system's Chromium.
"""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SITE = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
PICTURE = Path(__file__).with_name("newsroom.png")
FRAME = """
<body style="margin:0;padding:36px;display:flex;gap:36px;align-items:flex-start;background:#c9cdd3">
<img style="width:900px;box-shadow:0 4px 24px #0005" src="data:image/png;base64,{}">
<img style="width:300px;box-shadow:0 4px 24px #0005" src="data:image/png;base64,{}">
</body>
"""


def photograph(browser: Browser, path: str, width: int, height: int, scheme: str) -> str:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(SITE + path)
    return base64.b64encode(page.screenshot()).decode()


def interview(browser: Browser) -> str:
    page = browser.new_page()
    page.goto(f"{SITE}/interviews/")
    return page.locator("article h2 a").first.get_attribute("href") or "/interviews/"


with sync_playwright() as playwright:
    chromium = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox"]
    )
    front = photograph(chromium, "/", 1180, 860, "light")
    phone = photograph(chromium, interview(chromium), 360, 787, "dark")
    frame = chromium.new_page(viewport={"width": 1308, "height": 728})
    frame.set_content(FRAME.format(front, phone))
    frame.screenshot(path=PICTURE, full_page=True)
