"""The first command that a newcomer runs, in a copy of the project."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from interviews.models import Interview
from newsroom.frontpage.management.commands.demo import load_content, make_accounts
from newsroom.news.models import NewsItem
from tests.checkout import Checkout, Visitor, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.contrib.auth.models import User

pytestmark = pytest.mark.machine

PRODUCTION = {
    "NEWSROOM_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "NEWSROOM_HOSTS": "press.example.org",
}


@dataclass(frozen=True)
class Demo:
    checkout: Checkout
    port: int
    told: str

    @property
    def reader(self) -> Visitor:
        return Visitor(self.port)

    @property
    def accounts(self) -> dict[str, str]:
        return dict(re.findall(r"Account +(\S+), password (\S+)", self.told))

    @property
    def account(self) -> tuple[str, str]:
        return "publisher", self.accounts["publisher"]

    def rows(self) -> dict[str, list[Any]]:
        base = self.checkout.root / "var" / "newsroom.sqlite3"
        with closing(sqlite3.connect(base)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {
                name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables
            }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, started for the first time."""
    checkout, port = Checkout.make(tmp_path_factory.mktemp("demo")), free_port()
    with checkout.serving(port, "manage.py", "demo", "--port", str(port)) as told:
        yield Demo(checkout, port, told)


def test_it_says_where_to_look_and_who_may_edit(demo: Demo) -> None:
    site = f"http://127.0.0.1:{demo.port}"
    editor, publisher = demo.accounts["editor"], demo.accounts["publisher"]

    assert [line.strip() for line in demo.told.splitlines() if line.strip()] == [
        f"Readers   {site}/",
        f"Editors   {site}/admin/",
        f"Account   editor, password {editor} (shown only now)",
        f"Account   publisher, password {publisher} (shown only now)",
        "Ctrl-C stops the server; the same command starts it again.",
    ]


def test_it_serves_the_content_of_the_source(demo: Demo) -> None:
    archive = demo.reader.ask("/archive/")
    days = re.findall(r'<article class="card.*?<time datetime="(.*?)">', archive.text, re.DOTALL)

    assert archive.status == 200
    assert days == ["2024-04-24", "2024-04-24", "2024-04-22", "2024-03-12"]
    assert demo.reader.ask("/").status == 200
    assert demo.reader.ask("/static/publication/site.css").status == 200


@pytest.mark.parametrize("name", ["editor", "publisher"])
def test_the_password_it_shows_opens_both_desks_and_their_logs_and_nothing_else(
    demo: Demo, name: str
) -> None:
    answer = demo.reader.log_in(name, demo.accounts[name])
    cookie = f"sessionid={answer.cookies['sessionid'].value}"
    desk = demo.reader.ask("/admin/", Cookie=cookie).text

    assert set(re.findall(r'href="/admin/([a-z]+/[a-z]+)/"', desk)) == {
        "news/newsitem",
        "interviews/interview",
        "editing/publishlogentry",
        "fixtures/import",
    }


def test_started_again_it_makes_no_account_and_changes_nothing(demo: Demo) -> None:
    cookie = f"sessionid={demo.reader.log_in(*demo.account).cookies['sessionid'].value}"
    rows, port = demo.rows(), free_port()
    with demo.checkout.serving(port, "manage.py", "demo", "--port", str(port)) as told:
        assert Visitor(port).ask("/admin/", Cookie=cookie).status == 200

    assert "Account" not in told
    assert f"http://127.0.0.1:{port}/" in told
    assert demo.rows() == rows


def test_its_key_is_for_nobody_elses_eyes(demo: Demo) -> None:
    wish = demo.checkout.root / "var" / "demo.env"

    assert wish.stat().st_mode & 0o777 == 0o600
    assert re.search(r"^NEWSROOM_SECRET_KEY=\S{60,}$", wish.read_text(), re.MULTILINE)


def test_later_commands_find_the_same_base(demo: Demo) -> None:
    before = demo.rows()["news_newsitem"]
    loaded = demo.checkout.manage("loaddata", "news", "interviews")

    assert loaded.returncode == 0
    assert demo.rows()["news_newsitem"] == before


@pytest.mark.parametrize("port", ["taken", "70000", "-1"])
def test_a_port_that_cannot_be_used_is_one_line(demo: Demo, port: str) -> None:
    port = str(demo.port) if port == "taken" else port
    refused = demo.checkout.manage("demo", f"--port={port}")

    (line,) = refused.stderr.splitlines()
    assert line.startswith(f"CommandError: Port {port} cannot be used (")
    assert line.endswith("Name another one: python3 manage.py demo --port 8001")
    assert (refused.returncode, refused.stdout) == (1, "")


def test_in_production_it_is_refused_in_one_line(demo: Demo) -> None:
    refused = demo.checkout.manage("demo", **PRODUCTION)

    (line,) = refused.stderr.splitlines()
    assert line.startswith("CommandError: demo is for trying Newsroom out")
    assert (refused.returncode, refused.stdout) == (1, "")


def test_a_base_with_content_of_its_own_gets_none(make_news_item: Callable[..., NewsItem]) -> None:
    item = make_news_item(published_at=None)
    load_content()

    assert list(NewsItem.objects.all()) == [item]
    assert not Interview.objects.exists()


def test_where_there_are_users_no_account_is_made(editor: User) -> None:
    assert make_accounts() == []
    assert list(type(editor).objects.all()) == [editor]
