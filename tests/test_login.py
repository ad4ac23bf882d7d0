"""The desk's door: who fails too often waits, and learns nothing from failing."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.usefixtures("editor")

RIGHT, WRONG = "a good password", "a wrong password"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


def log_in(password: str, username: str = "editor", address: str = HERE) -> Answer:
    form = {"username": username, "password": password}
    return Client(REMOTE_ADDR=address).post("/admin/login/?next=/admin/", form)


@pytest.fixture
def locked_out(editor: User) -> None:
    for _attempt in range(5):
        log_in(WRONG)


def test_the_right_password_opens_the_desk() -> None:
    answer = log_in(RIGHT)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


def test_four_wrong_passwords_are_forgiven() -> None:
    assert [log_in(WRONG).status_code for _attempt in range(4)] == [200] * 4
    assert log_in(RIGHT).status_code == 302
    assert [log_in(WRONG).status_code for _attempt in range(4)] == [200] * 4


@pytest.mark.usefixtures("locked_out")
@pytest.mark.parametrize("password", [WRONG, RIGHT])
def test_the_sixth_attempt_is_refused_whatever_the_password(password: str) -> None:
    answer = log_in(password)

    assert answer.status_code == 429
    assert "admin/locked_out.html" in [template.name for template in answer.templates]
    assert "in a quarter of an hour" in answer.text
    assert "sessionid" not in answer.cookies


@pytest.mark.usefixtures("locked_out")
def test_the_same_name_in_other_letters_is_refused_too() -> None:
    assert log_in(RIGHT, "\N{FULLWIDTH LATIN SMALL LETTER E}ditor").status_code == 429


@pytest.mark.usefixtures("locked_out")
def test_other_names_and_other_addresses_stay_open() -> None:
    User.objects.create_user("colleague", password=RIGHT, is_staff=True)

    assert log_in(RIGHT, "colleague").status_code == 302
    assert log_in(RIGHT, address=ELSEWHERE).status_code == 302


def test_the_door_opens_again_after_a_quarter_of_an_hour() -> None:
    now = datetime.datetime(2024, 4, 24, 12, tzinfo=datetime.UTC)
    with time_machine.travel(now, tick=False) as clock:
        for _attempt in range(5):
            log_in(WRONG)
        clock.shift(datetime.timedelta(minutes=14))
        assert log_in(RIGHT).status_code == 429
        clock.shift(datetime.timedelta(minutes=16))
        assert log_in(RIGHT).status_code == 302


def test_a_wrong_name_and_a_wrong_password_get_the_same_words() -> None:
    User.objects.create_user("reader", password=RIGHT)
    User.objects.create_user("gone", password=RIGHT, is_staff=True, is_active=False)
    attempts = [("editor", WRONG), ("nobody", WRONG), ("reader", RIGHT), ("gone", RIGHT)]

    (words,) = {complaint(log_in(password, name)) for name, password in attempts}
    assert words.startswith("Please enter the correct username and password")


def complaint(answer: Answer) -> str:
    (words,) = re.findall(r'<p class="errornote">\s*(.*?)\s*</p>', answer.text, re.DOTALL)
    return str(words)


@pytest.mark.parametrize(
    ("query", "username", "agent"),
    [
        ("a=%00&%00=b", "editor", ""),
        ("a=%ED%A0%80", "editor", "\xff"),
        ("a=" + "x" * 10_000, "editor", "x" * 10_000),
        ("", "editor\0", ""),
        ("", "x" * 10_000, ""),
        ("", "\N{RIGHT-TO-LEFT OVERRIDE}editor", ""),
    ],
    ids=range(6),
)
def test_a_strange_attempt_is_an_attempt_that_failed(query: str, username: str, agent: str) -> None:
    form = {"username": username, "password": WRONG}
    answer = Client(HTTP_USER_AGENT=agent).post(f"/admin/login/?{query}", form)

    assert (answer.status_code, complaint(answer) != "") == (200, True)


@pytest.mark.parametrize("next_page", ["//evil.example/", "https://evil.example/", "javascript:1"])
def test_logging_in_never_leads_off_the_site(next_page: str) -> None:
    form = {"username": "editor", "password": RIGHT, "next": next_page}
    answer = Client().post("/admin/login/", form)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


def attempts_with(forwarded: list[str], password: str) -> list[int]:
    """Return the statuses of attempts that all come from one address, the proxy's."""
    form = {"username": "editor", "password": password}
    return [
        Client(HTTP_X_FORWARDED_FOR=address).post("/admin/login/", form).status_code
        for address in forwarded
    ]


def test_behind_a_proxy_whom_it_saw_is_locked_out_and_nobody_else(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    attempts_with([f"10.0.0.{number}, {HERE}" for number in range(5)], WRONG)

    assert attempts_with([f"10.0.0.9, {HERE}", ELSEWHERE], RIGHT) == [429, 302]


def test_without_a_proxy_a_forwarded_address_is_not_believed() -> None:
    attempts_with([f"10.0.0.{number}" for number in range(5)], WRONG)

    assert attempts_with([ELSEWHERE], RIGHT) == [429]


def test_a_damaged_forwarded_address_counts_as_the_proxys_own(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    attempts_with(["garbage", "", "10.0.0.1,", "::1::", "\xff"], WRONG)

    assert attempts_with(["10.0.0.1:80"], RIGHT) == [429]
