from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.position import Position

positions = st.builds(
    Position,
    st.dates(),
    st.none() | st.datetimes(timezones=st.just(datetime.UTC)),
    st.sampled_from(["news", "interviews", "press_releases", "desk2"]),
    st.integers(min_value=1, max_value=10**17),
)


@given(positions)
def test_a_position_survives_the_way_through_an_address(position: Position) -> None:
    assert Position.parse(str(position)) == position


@pytest.mark.parametrize(
    "written",
    [
        "",
        "garbage",
        "2024-02-30_draft_news_1",
        "2024-04-24_draft_news_" + "9" * 30,
        "2024-04-24_999999999999999999_news_1",
        "٢٠٢٤-٠٤-٢٤_draft_news_1",
        "2024-04-24_draft_news_1\n",
        "2024-04-24_--5_news_1",
    ],
)
def test_anything_else_is_no_position(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Position.parse(written)
