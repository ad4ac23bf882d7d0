"""What is found of an interview: its head, and each exchange together with who spoke to whom."""

from newsroom.publication.search.index import Parts, SearchIndex

INDEX = SearchIndex(
    desk="interviews",
    table="interviews_interview",
    texts=("headline", "lead", "preamble", "outlet", "interviewee", "interviewee_role"),
    context=("headline", "outlet", "interviewee", "interviewee_role"),
    parts=Parts(
        table="interviews_exchange",
        parent="interview_id",
        texts=("question", "answer", "asked_by", "answered_by"),
        order=("position", "id"),
        shown=("key", "question", "answer"),
    ),
)
