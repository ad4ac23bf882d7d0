"""What the README promises to someone who copies from it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command

from interviews.models import Interview
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from pathlib import Path

README = (settings.ROOT / "README.md").read_text("utf-8")


def test_the_example_fixture_loads_any_number_of_times(db: None, tmp_path: Path) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "may.json"
    path.write_text(example, "utf-8")
    for _time in range(2):
        call_command("loaddata", path, verbosity=0)

    assert NewsItem.objects.public().count() == 1
    assert [it.question for it in Interview.objects.get().exchanges.all()] == ["What comes first?"]
    assert not Interview.objects.public()
    assert len(json.loads(example)) == 3


def test_every_variable_that_the_settings_read_is_in_the_table() -> None:
    source = (settings.ROOT / "newsroom" / "settings.py").read_text("utf-8")
    read = set(re.findall(r'(?:text|names|number|switch)\("([A-Z_]+)"', source))

    assert read
    assert read == set(re.findall(r"`((?:NEWSROOM|DATABASE)_[A-Z_]+)`", README))
