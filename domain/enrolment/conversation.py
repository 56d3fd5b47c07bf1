"""Words on a case: staff's comments, and the trainee's questions with staff's answers (R37)."""

from domain.deadline import WindowKind, deadline, taipei_date
from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import AnswerQuestion, AskQuestion, Audience, Comment
from domain.enrolment.drafting import listed
from domain.enrolment.events import Commented, QuestionAnswered, QuestionAsked
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.state import Case
from domain.lateness import close
from domain.streams import derived
from domain.task import TaskKind, TaskOpened, claimed_task, no_maker_checks


def comment(case: Case, asked: Comment, around: Circumstances) -> Decision:
    """Kept with the case; one to the trainee goes out by mail too."""
    said = derived("comment", around.cause.command)
    if said in case.said:
        return ()
    _about(case, asked)
    decision = writes(around.enrolment, Commented(said, asked.words, asked.audience, asked.ubn))
    if asked.audience is Audience.STAFF:
        return decision
    return (*decision, intend(Template.COMMENT, around, ubns=_named(asked.ubn), note=asked.words))


def ask_question(case: Case, asked: AskQuestion, around: Circumstances) -> Decision:
    """Opens a task for staff with a service level; any number at once, on ended cases too."""
    question = derived("task", around.enrolment, TaskKind.ANSWER_QUESTION, around.cause.command)
    if question in case.said:
        return ()
    _about(case, asked)
    due = deadline(WindowKind.ANSWER, taipei_date(around.cause.at), around.programme, around.calendar)
    opened = TaskOpened(question, TaskKind.ANSWER_QUESTION, None, due, asked.ubn)
    return writes(around.enrolment, QuestionAsked(question, asked.words, asked.ubn), opened)


def answer_question(case: Case, asked: AnswerQuestion, around: Circumstances) -> Decision:
    """The answer stands with the question, and goes to the trainee by mail."""
    no_maker_checks(around.cause, frozenset({case.trainee.person}))
    task = claimed_task(case.tasks, asked.task, TaskKind.ANSWER_QUESTION, around.cause)
    closed = close(task, around.cause, around.programme)
    decision = writes(around.enrolment, QuestionAnswered(task.id, asked.words), *closed)
    return (*decision, intend(Template.ANSWER, around, ubns=_named(task.about), note=asked.words))


def _about(case: Case, asked: Comment | AskQuestion) -> None:
    if asked.ubn is not None:
        listed(case, asked.ubn)


def _named(ubn: str | None) -> tuple[str, ...]:
    return () if ubn is None else (ubn,)
