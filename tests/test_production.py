"""The site as an engineer serves it: production settings, granian, a proxy in front."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.checkout import Checkout, Visitor, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.machine

HOST, PASSWORD = "press.example.org", "a good password"
ENVIRONMENT = {
    "NEWSROOM_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "NEWSROOM_HOSTS": HOST,
    "NEWSROOM_BEHIND_PROXY": "1",
}
PREPARATION = [
    ["collectstatic", "--noinput", "--verbosity=0"],
    ["migrate", "--verbosity=0"],
    ["loaddata", "news", "interviews", "--verbosity=0"],
    ["createsuperuser", "--noinput", "--username=chief", "--email=", "--verbosity=0"],
]
SERVER = ["-m", "granian", "--interface", "wsgi", "--workers-kill-timeout", "1"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A reader whom the proxy brings over HTTPS."""
    checkout = Checkout.make(tmp_path_factory.mktemp("production"), **ENVIRONMENT)
    for command in PREPARATION:
        prepared = checkout.manage(*command, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        assert (prepared.returncode, prepared.stderr) == (0, "")
    port = free_port()
    with checkout.serving(port, *SERVER, "--port", str(port), "newsroom.wsgi:application"):
        yield Visitor(port, {"Host": HOST, "X-Forwarded-Proto": "https"})


def style_sheet(site: Visitor) -> str:
    (address,) = re.findall(r'<link rel="stylesheet" href="(.*?)">', site.ask("/").text)
    return str(address)


def test_the_pages_are_served(site: Visitor) -> None:
    for address in ("/", "/news/", "/interviews/", "/archive/", "/news/2024/04/24/"):
        answer = site.ask(address)

        assert answer.status == 200
        assert "Newsroom" in answer.text
        assert not answer.cookies


def test_plain_http_is_sent_to_https(site: Visitor) -> None:
    answer = site.ask("/news/?date_after=2024-04-24", X_Forwarded_Proto="http")

    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/news/?date_after=2024-04-24"


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("/", HOST, 200),
        ("/news/2024/4/", HOST, 301),
        ("/admin/", HOST, 302),
        ("/", "evil.example", 400),
        ("/nowhere/", HOST, 404),
        ("/static/publication/icon.svg", HOST, 200),
    ],
)
def test_browsers_are_told_to_come_by_https_only(
    site: Visitor, address: str, host: str, status: int
) -> None:
    answer = site.ask(address, Host=host)
    hsts = "max-age=63072000; includeSubDomains; preload"

    assert (answer.status, answer.headers["Strict-Transport-Security"]) == (status, hsts)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_static_file_is_named_by_its_content_and_kept_for_years(site: Visitor) -> None:
    address = style_sheet(site)

    assert re.fullmatch(r"/static/publication/site\.[0-9a-f]{12}\.css", address)
    assert site.ask(address).headers["Cache-Control"] == "max-age=315360000, public, immutable"


@pytest.mark.parametrize(("accepted", "sent"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)])
def test_a_static_file_lies_ready_compressed(
    site: Visitor, accepted: str, sent: str | None
) -> None:
    plain = site.ask(style_sheet(site))
    answer = site.ask(style_sheet(site), Accept_Encoding=accepted)

    assert answer.headers["Content-Encoding"] == sent
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(answer.body) <= len(plain.body) * (0.5 if sent else 1)


def test_the_cookies_of_the_desk_belong_to_this_host_and_travel_by_https_only(
    site: Visitor,
) -> None:
    answer = site.log_in("chief", PASSWORD, Referer=f"https://{HOST}/admin/login/")

    assert (answer.status, answer.headers["Location"]) == (302, "/admin/")
    assert set(answer.cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in answer.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/")
        assert (cookie["domain"], cookie["samesite"]) == ("", "Lax")


def test_a_form_from_another_site_is_refused(site: Visitor) -> None:
    answer = site.log_in("chief", PASSWORD, Referer="https://evil.example/")

    assert answer.status == 403


def test_without_its_static_files_the_site_does_not_start(tmp_path: Path) -> None:
    checkout = Checkout.make(tmp_path, **ENVIRONMENT)
    started = checkout.run("-c", "import newsroom.wsgi")

    assert started.returncode == 1
    assert "run python3 manage.py collectstatic." in started.stderr
