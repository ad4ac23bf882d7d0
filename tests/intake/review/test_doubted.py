from __future__ import annotations

from dataclasses import replace

from newsroom.intake.documents import read_document
from newsroom.intake.reading import read_text
from newsroom.intake.review.doubted import doubts_by_place

ON_THE_RADIO = "Interview of Anna Berg to Radio Nord on 12 March 2024\n\nQ: When?\n\nA: Soon."


def test_the_date_of_a_headline_is_doubted_until_somebody_writes_one() -> None:
    document = read_document(read_text(ON_THE_RADIO))
    told = replace(document, told=({"date": "2024-03-13"},))

    says = ["Only the headline has a date, 12.03.2024: it is proposed."]
    assert (doubts_by_place(document), doubts_by_place(told)) == ({0: says}, {})
