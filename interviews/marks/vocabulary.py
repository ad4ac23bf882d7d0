"""
The words by which documents tell who asks, who answers and who moderates, in many languages.

Pure Python.
"""

from __future__ import annotations

QUESTION_WORDS = (
    "q question quest frage вопрос питання пытанне въпрос pregunta pergunta domanda pytanie soru "
    "otázka kérdés întrebare vraag spørgsmål spørsmål fråga kysymys ερώτηση pitanje vprašanje "
    "сұрақ суроо савол savol sual հարց კითხვა سؤال السؤال שאלה 问 问题 問 質問 질문 "
    "zusatzfrage nachfrage zwischenfrage zuruf repregunta"
)
ANSWER_WORDS = (
    "a answer réponse reponse antwort ответ відповідь адказ отговор respuesta resposta risposta "
    "odpowiedź cevap yanıt odpověď odpoveď válasz răspuns antwoord svar vastaus απάντηση odgovor "
    "жауап жооп ҷавоб javob cavab պատասխան პასუხი جواب الجواب إجابة الإجابة תשובה 答 回答 答案 "
    "답변 답"
)
ASKING_PEOPLE = (
    "interviewer interviewerin journalist journaliste journalistin periodista jornalista reporter "
    "correspondent корреспондент журналист интервьюер кореспондент журналіст gazeteci muhabir "
    "dziennikarz novinář újságíró giornalista reporters press correspondents reporterin "
    "korrespondent korrespondentin тілші журналіст صحفي الصحفي صحافي مراسل المراسل 记者 記者 기자"
)
MODERATING_PEOPLE = (
    "moderator host operator chair chairman chairwoman chairperson chairwoman announcer presenter "
    "facilitator модератор ведущий ведущая председатель moderador moderadora modérateur "
    "moderatorin moderatore moderátor sunucu vors vorsitzende vorsitzender الحوار 主持人 司会 "
    "사회자"
)
LETTER_PAIRS = (*"ВО PR DR FA QR ΠΑ СЖ SC ПВ".split(),)
"""The first letters of question and answer in other languages; they count only in pairs."""

UNSPACED = tuple("记者 記者 기자 主持人 司会 사회자".split())
"""People of languages that write no blanks between what somebody is and for whom."""

NOT_NAMES = frozenset(
    "note notes nb n.b ps p.s p.p.s photo photos source sources update updated correction "
    "first second third fourth finally http https mailto tel fax e-mail email url "
    "contact contacts fact sheet background summary read see also for example example "
    "iban bic tel. telefon phone mobile konto themen thema topics photo: foto "
    "embargo dateline place date time venue location subject topic re from to cc "
    "справка фото источник примечание внимание например итак первое второе третье "
    "во-первых во-вторых".split()
)
PARTICLES = frozenset(
    "de del della di da do dos das du des la le les el al bin ibn ben van von der den ter ten zu "
    "zur of the and y e и für for aus at in on from по из на к".split()
)
