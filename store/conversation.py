"""Comments and questions of a case as JSON documents; their words stay sealed."""

from typing import Any

import orjson

from domain.enrolment.events import Commented, QuestionAsked
from store import codec
from store.trace import Said, Trace

Document = dict[str, Any]


def conversation_documents(trace: Trace) -> Document:
    """`comments` (those for staff too) and `questions` with their answers, in the order they were said."""
    said = trace.said.values()
    return {
        "comments": [_comment(each, each.said) for each in said if isinstance(each.said, Commented)],
        "questions": [
            _question(each, each.said, trace) for each in said if isinstance(each.said, QuestionAsked)
        ],
    }


def _comment(said: Said, comment: Commented) -> Document:
    about = {"id": str(comment.comment), "ubn": comment.ubn, "audience": comment.audience.value}
    return {**about, **_words(said)}


def _question(said: Said, question: QuestionAsked, trace: Trace) -> Document:
    answer = trace.answers.get(question.question)
    about = {"id": str(question.question), "ubn": question.ubn}
    return {**about, **_words(said), "answer": _words(answer) if answer else None}


def _words(said: Said) -> Document:
    plain: Document = orjson.loads(codec.canonical({"words": said.said.words, "at": said.at}))
    return {**plain, "account": str(said.by.account), "role": said.by.role.value}
