"""Where commands go: the stream of a thing that the actor may see."""

from uuid import UUID

from api.door import Target, target_again
from api.problems import not_found
from api.services import Services
from api.signing import Asking
from api.visibility import case_for, checkup_for, person_of
from domain.event import Actor
from store.read_models import TaskRow
from workflows.contracts import WorkflowKind


def of_case(services: Services, actor: Actor, enrolment: UUID) -> Target:
    """The case's own stream; Problem 404."""
    case = case_for(services, actor, enrolment)
    return Target(WorkflowKind.ENROLMENT, enrolment, enrolment, UUID(case["trainee"]["person"]))


def of_checkup(services: Services, actor: Actor, checkup: UUID) -> Target:
    """The checkup's own stream; Problem 404."""
    found = checkup_for(services, actor, checkup)
    return Target(WorkflowKind.CHECKUP, checkup, UUID(found["enrolment"]), UUID(found["trainee"]))


def of_submission(services: Services, actor: Actor, checkup: UUID) -> Target:
    """The case that judges the checkup's submission (design §4.1); Problem 404."""
    found = checkup_for(services, actor, checkup)
    case, person = UUID(found["enrolment"]), UUID(found["trainee"])
    return Target(WorkflowKind.ENROLMENT, case, case, person, checkup, found["ubn"])


def of_task(services: Services, asking: Asking, row: TaskRow | None) -> Target:
    """The stream that an open task lies in, or where this command went before; Problem 404."""
    if row is not None:
        return Target(WorkflowKind(row.workflow), row.stream, row.enrolment, row.person)
    # A decided task is gone; the same decision sent again still has its answer.
    again = target_again(services, asking, lambda case: person_of(services, case))
    if again is None:
        raise not_found()
    return again


def of_office(workflow: WorkflowKind, asking: Asking, stream: UUID) -> Target:
    """A stream that belongs to no person: the marks of its receipts are keyed by who asks."""
    return Target(workflow, stream, stream, asking.actor.account)
