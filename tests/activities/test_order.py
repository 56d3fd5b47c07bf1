"""What was received earlier counts earlier, whichever workflow is slower."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from domain.checkup.commands import Activity, AttachBill, Bill, DeclareNone, EnterActivity, Unit
from domain.deadline import WindowKind
from domain.enrolment.commands import (
    AddFirm,
    CheckList,
    EndWindow,
    FirmFinding,
    Register,
    SubmitCheckup,
    Trainee,
)
from domain.enrolment.events import Attended, Ended, Vetted
from domain.enrolment.evolve import fold
from domain.enrolment.state import Listing, Over
from domain.event import Actor, Role, kind_of
from domain.streams import checkup_stream, due_command
from domain.task import ClaimTask, TaskOpened
from tests import made_up
from tests.activities.conftest import LETTER, Desk
from workflows.contracts import DrainRequest, DueCommand, ReconcileRequest, RecordRequest, WorkflowKind

pytestmark = pytest.mark.servers
REVIEWER = Actor(uuid4(), Role.REVIEWER)
LAST_MOMENT = datetime(2025, 7, 15, 15, 59, 59, tzinfo=UTC)


def state(desk: Desk, case: UUID):  # type: ignore[no-untyped-def]
    return fold(one.event for one in desk.tools.event_log.read(case))


def trained_with_list(desk: Desk) -> UUID:
    """A case of ten firms on its training day, its list passed."""
    session = desk.schedule("2025-03-10")
    case = desk.register(session, 10)
    desk.vet(case)
    sheet = desk.attendance(session, case)
    assert desk.settle(sheet).refusal is None
    request = ReconcileRequest(case, desk.at, 0, desk.at + timedelta(seconds=1))
    desk.recording.reconcile(request)
    opened = [one.event for one in desk.tools.event_log.read(case) if isinstance(one.event, TaskOpened)]
    task = opened[-1].task
    desk.do(WorkflowKind.ENROLMENT, case, ClaimTask(task), REVIEWER)
    findings = tuple(FirmFinding(ubn, (), None) for ubn in state(desk, case).case.firms)
    assert desk.do(WorkflowKind.ENROLMENT, case, CheckList(task, findings), REVIEWER).refusal is None
    return case


def test_a_submission_counts_what_its_checkup_received_before_it(desk: Desk) -> None:
    case = trained_with_list(desk)
    ubn = next(iter(state(desk, case).case.firms))
    checkup, person = checkup_stream(case, ubn), desk.trainee.person
    assert person is not None
    bill = Bill(uuid4(), LETTER, desk.tools.person_keys.seal(person, "bill.pdf"))
    items = desk.tools.programmes.in_force("114").stages.mandatory.items
    year = desk.tools.programmes.in_force("114").inventory_year
    days = (date(year, 1, 1), date(year, 12, 31))
    used = Activity(uuid4(), items[0], "petrol", Decimal(5), Unit.LITRE, *days, (bill.id,))
    entered = [AttachBill(bill), EnterActivity(used)]
    entered += [DeclareNone(item, desk.tools.person_keys.seal(person, "無")) for item in items[1:]]  # type: ignore[misc]
    undriven = []
    for command in entered:
        desk.at += timedelta(seconds=1)
        undriven.append(desk.receive(WorkflowKind.CHECKUP, checkup, command, case=case))
    desk.at += timedelta(seconds=1)
    assert desk.do(WorkflowKind.ENROLMENT, case, SubmitCheckup(ubn)).refusal is None
    for receipt in undriven:
        assert desk.settle(receipt).position is not None


def test_attendance_received_in_time_trains_though_the_case_hears_of_it_late(desk: Desk) -> None:
    session = desk.schedule("2025-07-15")
    case = desk.register(session, 10)
    desk.vet(case)
    desk.at = LAST_MOMENT
    sheet = desk.attendance(session, case)
    desk.at += timedelta(hours=1)
    window = state(desk, case).case.windows[WindowKind.TRAINING].deadline
    drained = desk.tools.receipts.drain(session, window.due)
    assert [one.command_id for one in drained] == [sheet.command_id]
    desk.settle(sheet)
    desk.recording.reconcile(ReconcileRequest(case, desk.at, 0, window.due))
    end_window(desk, case, window.due)
    assert isinstance(state(desk, case), Listing)


def recorded_after_the_last_day(desk: Desk, late: timedelta) -> UUID:
    """Attended at another session of the guild, told so long after the end of the days to record it."""
    case = desk.register(desk.schedule("2025-07-10"), 10)
    other = desk.schedule("2025-07-15")
    desk.vet(case)
    desk.at = state(desk, case).case.windows[WindowKind.TRAINING].deadline.due
    desk.recording.reconcile(ReconcileRequest(case, desk.at, 0, desk.at))
    end_window(desk, case, desk.at)
    window = state(desk, case).case.windows[WindowKind.RECORDING].deadline
    desk.at = window.due + late
    sheet = desk.attendance(other, case)
    desk.at = max(desk.at, window.due)
    request = DrainRequest(case, window.due, with_sessions=True)
    drained = [one.command for one in desk.recording.drain(request)]
    assert drained == ([sheet.command_id] if late < timedelta() else [])
    desk.settle(sheet)
    desk.recording.reconcile(ReconcileRequest(case, desk.at, 0, window.due))
    end_window(desk, case, window.due, WindowKind.RECORDING)
    return case


def test_attendance_recorded_in_the_days_after_the_last_day_trains(desk: Desk) -> None:
    assert isinstance(state(desk, recorded_after_the_last_day(desk, -timedelta(seconds=1))), Listing)


def test_attendance_recorded_after_those_days_does_not(desk: Desk) -> None:
    case = recorded_after_the_last_day(desk, timedelta())
    ended = state(desk, case)
    assert isinstance(ended, Over)
    assert not any(isinstance(one.event, Attended) for one in desk.tools.event_log.read(case))


def test_vetting_after_the_training_window_is_refused_though_its_end_is_not_handled(desk: Desk) -> None:
    case = desk.register(desk.schedule("2025-07-15"), 10)
    desk.at = state(desk, case).case.windows[WindowKind.TRAINING].deadline.due
    desk.vet(case)
    happened = [one.event for one in desk.tools.event_log.read(case)]
    assert not any(isinstance(event, Vetted | Ended) for event in happened)


def test_the_second_of_two_commands_that_saw_one_version_is_refused(desk: Desk) -> None:
    case = desk.register(desk.schedule("2025-06-30"))
    seen = (case, len(desk.tools.event_log.read(case)))
    first, second = (
        desk.receive(WorkflowKind.ENROLMENT, case, AddFirm(desk.entry(number)), expected=seen)
        for number in (50, 51)
    )
    assert desk.settle(first).refusal is None
    refused = desk.settle(second)
    assert (refused.refusal, refused.fields["given"]) == ("precondition_failed", str(seen[1]))
    assert desk.settle(second) == refused


def test_a_full_quota_is_said_only_where_no_other_rule_refuses(desk: Desk) -> None:
    first = desk.register(desk.schedule("2025-06-30"), 2)
    desk.tools.places.provide("114", "services", 2)
    taken = next(iter(state(desk, first).case.firms))
    assert desk.do(WorkflowKind.ENROLMENT, first, AddFirm(desk.entry(60))).refusal == "quota_full"
    entry = desk.entry(60)
    other = made_up.firm(0, made_up.OTHER_SERVICES)
    assert other.ubn == taken
    again = AddFirm(type(entry)(other, True, LETTER))
    assert desk.do(WorkflowKind.ENROLMENT, first, again).refusal == "firm_already_listed"


def test_a_full_quota_names_its_own_sector(desk: Desk) -> None:
    desk.tools.places.provide("114", "services", 0)
    person, keys = desk.trainee.person, desk.tools.person_keys
    assert person is not None
    trainee = Trainee(person, "mark", keys.seal(person, "name"), keys.seal(person, "e@example.tw"))
    shop, factory = desk.entry(60), made_up.firm(61, made_up.OTHER_MANUFACTURING)
    entries = (type(shop)(factory, True, LETTER), shop)
    register = Register("114", trainee, "G01", desk.schedule("2025-06-30"), entries)
    refused = desk.do(WorkflowKind.ENROLMENT, uuid4(), register)
    assert (refused.refusal, refused.fields["sector"]) == ("quota_full", "services")
    free = desk.tools.places.hold("114", {factory.ubn: "manufacturing"}, uuid4())
    assert isinstance(free, dict)
    assert free[factory.ubn].number == 1


def end_window(desk: Desk, case: UUID, due: datetime, kind: WindowKind = WindowKind.TRAINING) -> None:
    ended = EndWindow(kind, due)
    body = {"kind": ended.kind.value, "due": due.isoformat()}
    command = DueCommand(due_command(case, ended.kind, due), kind_of(ended), body)
    desk.recording.record(RecordRequest(WorkflowKind.ENROLMENT, case, command, desk.at, None))
