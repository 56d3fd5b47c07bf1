"""Who had a hand in what a task is about, and so does not do it (R27)."""

from uuid import UUID

from domain.enrolment.letters import makers_of_list
from domain.enrolment.state import Case


def makers_of_task(case: Case, task: UUID) -> frozenset[UUID]:
    """The trainee, everyone who attached a letter, and who proposed what awaits a second officer."""
    proposed = case.proposals.get(task)
    by = (proposed.by.account, proposed.by.person) if proposed else ()
    return makers_of_list(case) | {each for each in by if each is not None}
