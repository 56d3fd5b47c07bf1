"""Commands about tasks and words on a case, each with what it comes to when it is decided again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.deadline import taipei_date
from domain.enrolment.commands import AnswerQuestion, AskQuestion, Audience, Comment, RemindNow
from domain.event import Actor
from domain.task import ClaimTask, Priority, TaskKind
from domain.working import AssignTask, FollowUpTask, NoteTaskLate, PrioritiseTask
from tests.domain.made_up_cases import CHECKER, ENGINE, OFFICER, VETTER, MadeUpCase, World, actor, applied
from tests.domain.made_up_particulars import sealed

Asked = tuple[UUID, Any, Actor]
Prepared = Callable[[World], Asked]


def _vetting(asked: Callable[[MadeUpCase, UUID], Any], by: Actor) -> Prepared:
    """A command about the task of a case that waits to be vetted."""

    def prepared(world: World) -> Asked:
        case = applied(world)
        return case.id, asked(case, case.task(TaskKind.VET_REGISTRATION)), by

    return prepared


def _late(case: MadeUpCase, task: UUID) -> NoteTaskLate:
    case.world.now = case.state.case.tasks[task].due.due
    return NoteTaskLate(task)


def _tomorrow(case: MadeUpCase, task: UUID) -> FollowUpTask:
    return FollowUpTask(task, taipei_date(case.world.now) + timedelta(days=1))


def _said(asked: Callable[[MadeUpCase], Any], by: Actor | None = None) -> Prepared:
    def prepared(world: World) -> Asked:
        case = applied(world).trained()
        return case.id, asked(case), by or case.trainee

    return prepared


def _answer(case: MadeUpCase) -> AnswerQuestion:
    words = sealed(case.trainee.account, "words")
    case.ask(AskQuestion(words, None))
    task = case.task(TaskKind.ANSWER_QUESTION)
    case.ask(ClaimTask(task), CHECKER)
    return AnswerQuestion(task, words)


def _reminder(case: MadeUpCase) -> RemindNow:
    """The list has come back, so that its trainee owes something again."""
    case.checked({case.ubns[0]: ("letter_illegible",)})
    return RemindNow(None)


def _words(case: MadeUpCase) -> Any:
    return sealed(case.trainee.account, "words")


_COLLEAGUE = actor(VETTER.role, 2, VETTER.guild)
REPEATS_OF_WORK: dict[str, tuple[Prepared, str]] = {
    "task.assign": (_vetting(lambda case, task: AssignTask(task, _COLLEAGUE), VETTER), ""),
    "task.prioritise": (_vetting(lambda case, task: PrioritiseTask(task, Priority.HIGH), OFFICER), ""),
    "task.follow_up": (_vetting(_tomorrow, VETTER), ""),
    "task.note_late": (_vetting(_late, ENGINE), ""),
    "enrolment.comment": (_said(lambda case: Comment(_words(case), Audience.TRAINEE, None), CHECKER), ""),
    "enrolment.ask_question": (_said(lambda case: AskQuestion(_words(case), None)), ""),
    "enrolment.answer_question": (_said(_answer, CHECKER), "task_unknown"),
    "enrolment.remind_now": (_said(_reminder, VETTER), ""),
}
