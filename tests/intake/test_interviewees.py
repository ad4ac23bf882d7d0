from __future__ import annotations

import pytest

from newsroom.intake.interviewees import Told, told_by


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        (
            "Interview of the CSTO Secretary General Imangali Tasmagambetov to the TASS agency",
            Told("Imangali Tasmagambetov", "CSTO Secretary General", "TASS agency"),
        ),
        (
            "Interview with Anna Berg, Head of the Mission",
            Told("Anna Berg", "Head of the Mission", ""),
        ),
        (
            "Deputy Minister of Transport Anna Berg's interview with the Daily Post",
            Told("Anna Berg", "Deputy Minister of Transport", "Daily Post"),
        ),
        ("Anna Berg gave an interview to Radio Nord", Told("Anna Berg", "", "Radio Nord")),
        ("On the harvest (interview to TASS)", Told("", "", "TASS")),
        (
            "Интервью Генерального секретаря Анны Берг агентству «Север»",
            Told("", "", "«Север»"),
        ),
        (
            "Entretien de Mme Anna Berg, ministre du commerce, avec Radio Nord le 12 mars 2024",
            Told("Anna Berg", "ministre du commerce", "Radio Nord"),
        ),
        (
            "Entrevista al ministro de Comercio, Juan Monte, para el Diario Nuevo",
            Told("Juan Monte", "ministro de Comercio", "Diario Nuevo"),
        ),
        ("Interview mit Frau Anna Berg, Ministerin", Told("Anna Berg", "Ministerin", "")),
        ("The Secretary General met the ministers", Told()),
        ("", Told()),
    ],
)
def test_a_headline_tells_who_was_interviewed_by_whom(headline: str, told: Told) -> None:
    assert told_by(headline) == told
