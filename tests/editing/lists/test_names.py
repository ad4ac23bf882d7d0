from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview

LIST = "/admin/interviews/interview/"


@pytest.fixture
def three(make_interview: Callable[..., Interview]) -> None:
    make_interview(headline="A", outlet="TASS agency", interviewee="Anna <b>Berg</b>")
    make_interview(headline="B", outlet='The "Daily"', interviewee="Boris", published_at=None)
    make_interview(headline="C", outlet="", interviewee="Boris")


def headlines(desk: Client, **asked: str) -> list[str]:
    return sorted(it.headline for it in desk.get(LIST, asked).context["cl"].result_list)


@pytest.mark.usefixtures("three")
def test_a_list_is_narrowed_to_an_outlet_or_an_interviewee(desk: Client) -> None:
    assert headlines(desk, outlet="TASS agency") == ["A"]
    assert headlines(desk, interviewee="Boris") == ["B", "C"]
    assert headlines(desk, interviewee="Boris", state="draft") == ["B"]
    assert headlines(desk, outlet="Somebody else") == []


@pytest.mark.usefixtures("three")
def test_nothing_typed_narrows_nothing(desk: Client) -> None:
    assert headlines(desk, outlet="", interviewee="") == ["A", "B", "C"]


@pytest.mark.usefixtures("three")
def test_the_names_that_occur_are_offered_those_of_drafts_as_well(desk: Client) -> None:
    page = desk.get(LIST).text

    assert '<option value="TASS agency">' in page
    assert '<option value="The &quot;Daily&quot;">' in page
    assert '<option value="Anna &lt;b&gt;Berg&lt;/b&gt;">' in page
    assert '<option value="">' not in page


@pytest.mark.usefixtures("three")
def test_typing_a_name_keeps_what_else_was_asked(desk: Client) -> None:
    page = desk.get(LIST, {"interviewee": "Boris", "state": "draft", "q": "b"}).text
    form = page.partition('aria-label="outlet"')[0].rpartition("<form")[2]

    assert 'name="interviewee" value="Boris"' in form
    assert 'name="state" value="draft"' in form
    assert 'name="q" value="b"' in form


@pytest.mark.usefixtures("three")
def test_a_nul_in_a_name_is_no_error_of_ours(desk: Client) -> None:
    assert desk.get(LIST, {"outlet": "a\0b"}).status_code == 400
