from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.editing import history
from newsroom.editing.stored import content_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User

    from interviews.models import Interview


def test_a_version_holds_the_publication_with_its_parts(
    make_interview: Callable[..., Interview], writer: User
) -> None:
    interview, other = make_interview(exchanges=3), make_interview()
    content = content_of(interview)

    with history.one_act(writer, "Imported."):
        history.record(other, writer, "")
        history.record(interview, writer, "")
    interview.exchanges.filter(key="q2").delete()

    (version,) = history.versions_of(interview)
    assert history.content_of_version(version) == content
    assert (version.revision.user, version.revision.comment) == (writer, "Imported.")


def test_what_came_in_unseen_is_kept_before_it_is_changed(
    make_interview: Callable[..., Interview], writer: User
) -> None:
    interview = make_interview()
    history.record(interview, writer, "Written.")
    interview.exchanges.filter(key="q1").update(answer="By hand.")

    history.catch_up(interview)
    history.catch_up(interview)

    found, written = history.versions_of(interview)
    assert found.revision.user is None
    assert history.content_of_version(found) == content_of(interview)
    assert history.content_of_version(written) != content_of(interview)
