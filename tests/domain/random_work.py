"""What may be asked of any open task, and said on any case, in a world that lives at random."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from domain.deadline import taipei_date
from domain.enrolment import commands as asks
from domain.event import Actor
from domain.task import ClaimTask, Priority, ReleaseTask, Task, TaskKind
from domain.working import AssignTask, FollowUpTask, NoteTaskLate, PrioritiseTask
from tests.domain.made_up_cases import (
    CHECKER,
    ENGINE,
    LEAD,
    OFFICER,
    OTHER_REVIEWER,
    REVIEWER,
    VETTER,
    MadeUpCase,
)
from tests.domain.made_up_particulars import sealed

Choose = Callable[[int], int]
Asked = tuple[Any, Actor]
PEOPLE = (VETTER, REVIEWER, OTHER_REVIEWER, LEAD, OFFICER)


def work_on(task: Task, case: MadeUpCase, choose: Choose) -> Iterator[Asked]:
    """Whoever it is says whose turn it is, how urgent it is and until when it rests; timers note lateness."""
    to, by = PEOPLE[choose(len(PEOPLE))], PEOPLE[choose(len(PEOPLE))]
    day = taipei_date(case.world.now) + timedelta(days=choose(4))
    yield NoteTaskLate(task.id), ENGINE
    if choose(4) == 0:
        yield AssignTask(task.id, to), by
        yield ReleaseTask(task.id), by
        yield PrioritiseTask(task.id, tuple(Priority)[choose(3)]), by
        yield FollowUpTask(task.id, (day, None)[choose(2)]), by


def words_on(case: MadeUpCase, choose: Choose) -> Iterator[Asked]:
    """Questions, answers, comments and reminders by hand."""
    words = sealed(case.trainee.account, "words")
    ubn = case.ubns[choose(len(case.ubns))] if case.ubns and choose(2) else None
    if choose(8) == 0:
        yield asks.AskQuestion(words, ubn), case.trainee
        yield asks.Comment(words, tuple(asks.Audience)[choose(2)], ubn), CHECKER
        yield asks.RemindNow(None), VETTER
    for task in case.state.case.tasks.values():
        if task.kind is TaskKind.ANSWER_QUESTION:
            yield ClaimTask(task.id), CHECKER
            yield asks.AnswerQuestion(task.id, words), CHECKER
