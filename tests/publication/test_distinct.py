from __future__ import annotations

from typing import TYPE_CHECKING

from interviews.models import Interview
from newsroom.publication.distinct import values_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User


def test_the_different_outlets_are_found_in_order_each_once(
    make_interview: Callable[..., Interview], editor: User
) -> None:
    for outlet in ("TASS agency", "", "МИА «Россия»", "TASS agency", 'It\'s 100 % "quoted"', "Z"):
        make_interview(0, outlet=outlet)
    make_interview(0, outlet="Not yet", published_at=None)

    found = values_of(Interview.objects.public(), "outlet", 10)
    assert sorted(found) == ['It\'s 100 % "quoted"', "TASS agency", "Z", "МИА «Россия»"]
    assert len(values_of(Interview.objects.public(), "outlet", 2)) == 2
    assert "Not yet" in values_of(Interview.objects.visible_to(editor), "outlet", 10)
