"""Who had a hand in what a task is about, and so does not do it (R27)."""

from uuid import UUID

from domain.enrolment.letters import makers_of_list
from domain.enrolment.state import Case
from domain.task import TaskKind


def makers_of_task(case: Case, task: UUID) -> frozenset[UUID]:
    """The trainee; of the list's check who made the list, of a proposal who proposed it."""
    found, proposed = case.tasks.get(task), case.proposals.get(task)
    if found is not None and found.kind is TaskKind.CHECK_LIST:
        return makers_of_list(case)
    by = (proposed.by.account, proposed.by.person) if proposed else ()
    return frozenset({case.trainee.person, *(each for each in by if each is not None)})
