"""From a fresh checkout to a site with real content, in one command."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import BaseCommand, CommandError, call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from interviews.models import Interview
from newsroom.editing.roles import EDITORS, PUBLISHERS
from newsroom.news.models import NewsItem
from newsroom.settings import DEMO_ENVIRONMENT

if TYPE_CHECKING:
    from argparse import ArgumentParser

ADDRESS = "127.0.0.1"
ACCOUNTS = {"editor": EDITORS, "publisher": PUBLISHERS}


class Command(BaseCommand):
    help = "Prepare a base, load the first content, make two accounts and serve the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="8000 unless told otherwise")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        require_development()
        require_free(port)
        remember_the_wish()
        call_command("migrate", verbosity=0, interactive=False)
        load_content()
        self.announce(port, make_accounts())
        serve(port)

    def announce(self, port: int, accounts: list[tuple[str, str]]) -> None:
        site = f"http://{ADDRESS}:{port}"
        self.stdout.write(f"\n  Readers   {site}/\n  Editors   {site}/admin/")
        for name, password in accounts:
            self.stdout.write(f"  Account   {name}, password {password} (shown only now)")
        self.stdout.write("\nCtrl-C stops the server; the same command starts it again.\n")
        self.stdout.flush()


def require_development() -> None:
    if settings.PRODUCTION:
        raise CommandError(
            "demo is for trying Newsroom out, and this environment says production. "
            "Unset NEWSROOM_ENVIRONMENT and NEWSROOM_SECRET_KEY, or serve with: "
            "granian --interface wsgi newsroom.wsgi:application"
        )


def require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({reason(error)}). "
                "Name another one: python3 manage.py demo --port 8001"
            ) from error


def reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def remember_the_wish() -> None:
    """Let later commands in this checkout (loaddata, createsuperuser) find the same base."""
    if DEMO_ENVIRONMENT.exists() or "NEWSROOM_SECRET_KEY" in os.environ:
        return
    settings.SECRET_KEY = secrets.token_urlsafe(60)
    wishes = f"NEWSROOM_ENVIRONMENT=development\nNEWSROOM_SECRET_KEY={settings.SECRET_KEY}\n"
    DEMO_ENVIRONMENT.parent.mkdir(exist_ok=True)
    descriptor = os.open(DEMO_ENVIRONMENT, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(wishes)


def load_content() -> None:
    """Fill an empty base; one with content of its own stays as it is."""
    if NewsItem.objects.exists() or Interview.objects.exists():
        return
    files = (Path(settings.ROOT, "fixtures", name) for name in ("news.json", "interviews.json"))
    call_command("import_fixture", *map(str, files), verbosity=0)


def make_accounts() -> list[tuple[str, str]]:
    """Return name and password of a new user of each role; none where there are users already."""
    if get_user_model()._default_manager.exists():
        return []
    return [make_account(name, role) for name, role in ACCOUNTS.items()]


def make_account(name: str, role: str) -> tuple[str, str]:
    users, password = get_user_model()._default_manager, secrets.token_urlsafe(12)
    users.create_user(username=name, password=password, is_staff=True).groups.add(
        Group.objects.get(name=role)
    )
    return name, password


def serve(port: int) -> None:
    os.chdir(Path(settings.ROOT))
    Granian(
        "newsroom.wsgi:application",
        ADDRESS,
        port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        websockets=False,
        workers_kill_timeout=1,  # Ctrl-C reaches the worker twice, and often it then hangs
        log_level=LogLevels.warning,
    ).serve()
