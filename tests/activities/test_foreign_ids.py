"""An id that names a thing of another kind is unknown, and never a command that fails for ever."""

from uuid import UUID, uuid4

import pytest

from domain.enrolment.commands import Register, Trainee
from domain.event import Actor, Role
from domain.payout import ProposeBatch
from domain.streams import calendar_stream
from tests.activities.conftest import Desk
from workflows.contracts import WorkflowKind

pytestmark = pytest.mark.servers
OFFICER = Actor(uuid4(), Role.OFFICER)


def test_a_session_that_is_no_session_is_unknown(desk: Desk) -> None:
    case = desk.register(desk.schedule("2025-03-27"))
    for session in (calendar_stream(), case, uuid4()):
        register = Register("114", _another(desk), "G01", session, (desk.entry(70), desk.entry(71)))
        told = desk.do(WorkflowKind.ENROLMENT, uuid4(), register)
        assert told.refusal == "session_unknown"


def test_no_fee_is_due_to_what_is_no_case(desk: Desk) -> None:
    session = desk.schedule("2025-03-27")
    for other in (session, calendar_stream(), uuid4()):
        proposed = ProposeBatch("114", (other,))
        told = desk.do(WorkflowKind.PAYOUT_BATCH, uuid4(), proposed, OFFICER)
        assert (told.refusal, UUID(told.fields["enrolment"])) == ("fee_not_due", other)


def _another(desk: Desk) -> Trainee:
    person, keys = uuid4(), desk.tools.person_keys
    return Trainee(person, f"mark of {person}", keys.seal(person, "name"), keys.seal(person, "e@example.tw"))
