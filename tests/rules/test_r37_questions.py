"""R37: a trainee asks on the case, staff answer within 3 working days; several at once, and after the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deadline import midnight_after
from domain.enrolment.commands import AnswerQuestion, AskQuestion, Withdraw
from domain.enrolment.events import QuestionAnswered, QuestionAsked
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.state import Over
from domain.event import Role
from domain.sealed import Sealed
from domain.task import ClaimTask, TaskKind, TaskLate
from domain.working import NoteTaskLate
from tests.domain.made_up_cases import (
    CHECKER,
    ENGINE,
    LEAD,
    OFFICER,
    OTHER_REVIEWER,
    VETTER,
    MadeUpCase,
    World,
    actor,
    applied,
)
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import when

# Asked on Monday 4/14.
ANSWERED_BY = date(2025, 4, 17)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world)


def words(case: MadeUpCase, text: str = "How are shared meters counted?") -> Sealed:
    return sealed(case.trainee.account, text)


def asked(case: MadeUpCase, text: str = "How?") -> None:
    case.ask(AskQuestion(words(case, text), None))


def test_r37_a_question_opens_a_task_with_three_working_days(case: MadeUpCase) -> None:
    told = when(case, AskQuestion(words(case), case.ubns[0]))
    question, opened = (write.event for write in told.decision)
    assert isinstance(question, QuestionAsked)
    assert (question.question, question.ubn) == (opened.task, case.ubns[0])
    assert (opened.kind, opened.due.due_date) == (TaskKind.ANSWER_QUESTION, ANSWERED_BY)


def test_r37_it_is_late_after_them_and_open_to_the_same_people(case: MadeUpCase) -> None:
    asked(case)
    task, due = case.task(TaskKind.ANSWER_QUESTION), midnight_after(ANSWERED_BY)
    when(case, NoteTaskLate(task), ENGINE, due - timedelta(microseconds=1)).then_nothing()
    told = when(case, NoteTaskLate(task), ENGINE, due)
    assert [type(write.event) for write in told.decision] == [TaskLate]


@pytest.mark.parametrize("by", [CHECKER, LEAD, OFFICER])
def test_r37_staff_answer_and_the_trainee_gets_it_by_mail(case: MadeUpCase, by: object) -> None:
    assert isinstance(by, type(CHECKER))
    asked(case)
    task, answer = case.task(TaskKind.ANSWER_QUESTION), words(case, "By area.")
    when(case, ClaimTask(task), by)
    told = when(case, AnswerQuestion(task, answer), by)
    answered, _, mail = (write.event for write in told.decision)
    assert answered == QuestionAnswered(task, answer)
    assert isinstance(mail, MailIntended)
    assert (mail.template, mail.note) == (Template.ANSWER, answer)
    assert task not in case.state.case.tasks


@pytest.mark.parametrize("by", [VETTER, actor(Role.TRAINEE, 2)])
def test_r37_nobody_else_answers(case: MadeUpCase, by: object) -> None:
    assert isinstance(by, type(CHECKER))
    asked(case)
    when(case, ClaimTask(case.task(TaskKind.ANSWER_QUESTION)), by).then_refused("not_your_task")


def test_r37_a_reviewer_who_is_the_trainee_does_not_answer_themself(case: MadeUpCase) -> None:
    asked(case)
    same = replace(OTHER_REVIEWER, person=case.trainee.person)
    when(case, ClaimTask(case.task(TaskKind.ANSWER_QUESTION)), same).then_refused("maker_cannot_check")


def test_r37_an_answer_needs_its_claim(case: MadeUpCase) -> None:
    asked(case)
    task = case.task(TaskKind.ANSWER_QUESTION)
    when(case, AnswerQuestion(task, words(case)), CHECKER).then_refused("task_not_claimed")


def test_r37_several_questions_at_once_each_with_its_own_answer(case: MadeUpCase) -> None:
    for text in ("one", "two", "three"):
        asked(case, text)
    tasks = [key for key, task in case.state.case.tasks.items() if task.kind is TaskKind.ANSWER_QUESTION]
    assert len(tasks) == 3
    for task in reversed(tasks):
        case.ask(ClaimTask(task), CHECKER)
        case.ask(AnswerQuestion(task, words(case)), CHECKER)
    answered = [event.question for event in case.events if isinstance(event, QuestionAnswered)]
    assert answered == tasks[::-1]


def test_r37_the_end_of_a_case_leaves_its_questions_open(case: MadeUpCase) -> None:
    asked(case, "before")
    case.ask(Withdraw(None))
    assert (case.stage, case.state.closed) == (Over, True)
    asked(case, "after")
    assert len(case.state.case.tasks) == 2
    for task in tuple(case.state.case.tasks):
        case.ask(ClaimTask(task), CHECKER)
        assert when(case, AnswerQuestion(task, words(case)), CHECKER).refused is None


def test_r37_a_question_about_a_firm_names_one_of_the_list(case: MadeUpCase) -> None:
    when(case, AskQuestion(words(case), "00000000")).then_refused("firm_not_listed")
