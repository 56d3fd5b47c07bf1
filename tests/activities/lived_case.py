"""A made-up case of the world in memory, stored in a real log as if its workflow had recorded it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from activities.recording import ENGINE
from domain import payout
from domain.enrolment.agenda import pending_mails
from domain.enrolment.events import Registered
from domain.enrolment.mail_commands import NoteMailAccepted
from domain.event import Cause
from domain.programme import Programme
from domain.streams import derived
from domain.working_calendar import WorkingCalendar
from store.event_log import Change
from tests.activities.conftest import Desk
from tests.domain.made_up_cases import OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter
from tests.made_up import usual


@dataclass(frozen=True, slots=True)
class LivedCase:
    """The case with the batch that paid it, both in the desk's log."""

    case: MadeUpCase
    batch: UUID
    person: UUID


def paid_case(desk: Desk, programme: Programme, calendar: WorkingCalendar, name: str) -> LivedCase:
    """A case of a person of this name, from registration to its payment; every mail of it is out."""
    world = World(usual(programme), calendar)
    case, batch = applied(world).certified(), derived("batch", 1)
    world.ask(batch, payout.ProposeBatch(programme.year, (case.id,)), OFFICER)
    world.ask(batch, payout.ApproveBatch(), OTHER_OFFICER)
    world.ask(batch, payout.NotePaymentFile(letter("file")), ENGINE)
    sent = world.batch(batch)
    assert isinstance(sent, payout.Sent)
    payments = (payout.Confirmation(case.id, sent.lines[case.id].net, None),)
    world.ask(batch, payout.ConfirmPayments(payments), OFFICER)
    for mail in pending_mails(case.state):
        case.ask(NoteMailAccepted(mail.mail, world.now), ENGINE)
    person = case.state.case.trainee.person
    in_force = desk.tools.programmes.in_force(programme.year).hash
    events = [_sealed_really(desk, each, name, in_force) for each in case.events]
    for stream, recorded in ((case.id, events), (batch, world.events[batch])):
        store(desk, stream, recorded, world.now)
    return LivedCase(case, batch, person)


def store(desk: Desk, stream: UUID, events: Sequence[Any], at: datetime) -> None:
    """Append the events to a stream that is new."""
    cause = Cause(derived("stored", stream), ENGINE, None, at)
    desk.tools.event_log.append([Change(stream, 0, tuple(events))], cause, outcome=None)


def _sealed_really(desk: Desk, happened: Any, name: str, rules: str) -> Any:
    if not isinstance(happened, Registered):
        return happened
    seal, person = desk.tools.person_keys.seal, happened.trainee.person
    trainee = replace(happened.trainee, name=seal(person, name), email=seal(person, "a@example.com"))
    return replace(happened, trainee=trainee, rules=rules)
