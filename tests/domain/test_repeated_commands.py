"""What a command comes to when it is decided a second time, on the state that it left.

A retry never gets this far: the outcome that stands with its receipt answers it. Where nothing is promised
the second decision is refused, by the code given here; where it is promised, it adds nothing.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from domain.checkup import commands as checkup
from domain.deadline import WindowKind, taipei_date
from domain.enrolment import commands as asks
from domain.errors import DomainError
from domain.event import COMMAND_TYPES, Actor, Cause
from domain.session import Attendee, RecordAttendance, ScheduleSession
from domain.streams import checkup_stream, derived
from domain.task import ClaimTask, ReleaseTask, TaskKind
from tests.domain.made_up_accounts import account_of
from tests.domain.made_up_cases import (
    CHECKER,
    ENGINE,
    GUILD,
    OFFICER,
    REVIEWER,
    TRAINING_DAY,
    VETTER,
    MadeUpCase,
    World,
    applied,
    held_session,
    trainee,
)
from tests.domain.made_up_particulars import entry, letter, sealed
from tests.domain.repeated_changes import REPEATED_CHANGES
from tests.domain.repeated_payouts import PAYOUTS
from tests.domain.repeated_sessions import SESSION_REPEATS
from tests.domain.repeated_work import REPEATS_OF_WORK
from tests.domain.repeats_of_readings import REPEATS_OF_READINGS
from tests.domain.repeats_of_review import REPEATS_OF_REVIEW
from tests.made_up import firm

Asked = tuple[UUID, Any, Actor]
WHY = sealed(derived("person", 1), "why")
BILL = checkup.Bill(derived("bill", 1), letter("bill"), WHY)


def register(world: World) -> Asked:
    account, person = trainee(1)
    entries = (entry(firm(1)), entry(firm(2)))
    asked = asks.Register(world.programme.year, person, GUILD, held_session(world), entries)
    return derived("case", 1), asked, account


def vet(world: World) -> Asked:
    case = applied(world)
    task = case.task(TaskKind.VET_REGISTRATION)
    case.ask(ClaimTask(task), VETTER)
    return case.id, asks.Vet(task, True, None), VETTER


def check_list(world: World) -> Asked:
    case = applied(world).trained()
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    findings = tuple(asks.FirmFinding(ubn, (), None) for ubn in case.ubns)
    return case.id, asks.CheckList(task, findings), CHECKER


def late_notice(world: World) -> Asked:
    case = applied(world).in_review()
    case.reviewed(sent_back=case.ubns[:1])
    stop = world.programme.windows.resubmission.hard_stop
    world.now = world.now.replace(month=stop.month, day=stop.day)
    task = case.noticed().task(TaskKind.LATE_NOTICE)
    case.ask(ClaimTask(task), OFFICER)
    return case.id, asks.DecideLateNotice(task, WHY), OFFICER


def undelivered_notice(world: World) -> Asked:
    case = applied(world).in_review()
    case.reviewed(sent_back=case.ubns[:1])
    case.ask(asks.NoteMailRefused(case.notices()[0], world.now, 550), ENGINE)
    task = case.task(TaskKind.UNDELIVERED_NOTICE)
    case.ask(ClaimTask(task), OFFICER)
    return case.id, asks.DecideUndeliveredNotice(task, taipei_date(world.now), WHY), OFFICER


def of_case(
    stage: Callable[[MadeUpCase], object], asked: Callable[[MadeUpCase], Any], by: Actor | None = None
) -> Callable[[World], Asked]:
    def prepared(world: World) -> Asked:
        case = applied(world, named=world.programme.registration.firms - 1)
        stage(case)
        return case.id, asked(case), by or case.trainee

    return prepared


def of_checkup(
    stage: Callable[[MadeUpCase, str], object],
    asked: Callable[[MadeUpCase, str], Any],
    by: Actor | None = None,
) -> Callable[[World], Asked]:
    def prepared(world: World) -> Asked:
        case = applied(world).uploading()
        first = case.ubns[0]
        stage(case, first)
        return checkup_stream(case.id, first), asked(case, first), by or case.trainee

    return prepared


def under_review(case: MadeUpCase, ubn: str) -> None:
    case.submitted(ubn).ask_checkup(ubn, ClaimTask(case.review_task(ubn)), REVIEWER)


def activity(case: MadeUpCase) -> checkup.EnterActivity:
    year = case.world.programme.inventory_year
    item = case.world.programme.stages.mandatory.items[0]
    number, day = derived("activity", 1), date(year, 5, 5)
    return checkup.EnterActivity(
        checkup.Activity(number, item, "diesel", Decimal(1), checkup.Unit.LITRE, day, day, (BILL.id,))
    )


def with_bill(case: MadeUpCase, ubn: str) -> None:
    case.ask_checkup(ubn, checkup.AttachBill(BILL))


def with_activity(case: MadeUpCase, ubn: str) -> None:
    with_bill(case, ubn)
    case.ask_checkup(ubn, activity(case))


def schedule(world: World) -> Asked:
    details = ScheduleSession(world.programme.year, GUILD, TRAINING_DAY, "Keelung", 40, 40)
    return derived("session", 1), details, VETTER


def attendance(world: World) -> Asked:
    attendees = (Attendee(derived("case", 1), asks.Attendance.ONLINE),)
    return held_session(world), RecordAttendance(attendees), VETTER


def unreached(case: MadeUpCase) -> None:
    """The case's first mail is refused for good."""
    case.ask(asks.NoteMailRefused(next(iter(case.state.case.mails)), case.world.now, 550), ENGINE)


def nothing(*_: object) -> None:
    """The stage at which the case already is."""


REPEATS: dict[str, tuple[Callable[[World], Asked], str]] = {
    "enrolment.register": (register, "already_registered"),
    "enrolment.vet": (vet, "task_unknown"),
    "enrolment.complete_online_course": (of_case(nothing, lambda case: asks.CompleteOnlineCourse()), ""),
    "enrolment.note_attendance": (
        of_case(
            nothing,
            lambda case: asks.NoteAttendance(case.session, TRAINING_DAY, asks.Attendance.ONLINE),
            ENGINE,
        ),
        "",
    ),
    "enrolment.add_firm": (
        of_case(nothing, lambda case: asks.AddFirm(entry(case.firms[-1]))),
        "firm_already_listed",
    ),
    "enrolment.remove_firm": (of_case(nothing, lambda case: asks.RemoveFirm(case.ubns[0])), ""),
    "enrolment.attach_letter": (
        of_case(MadeUpCase.trained, lambda case: asks.AttachLetter(case.ubns[0], letter("new"))),
        "",
    ),
    "enrolment.check_list": (check_list, "task_unknown"),
    "enrolment.submit_checkup": (
        of_case(
            lambda case: case.uploading().filled(case.ubns[0]), lambda case: asks.SubmitCheckup(case.ubns[0])
        ),
        "",
    ),
    "enrolment.decide_late_notice": (late_notice, "case_closed"),
    "enrolment.decide_undelivered_notice": (undelivered_notice, "case_closed"),
    "enrolment.decide_firm_fee": (
        of_case(MadeUpCase.certified, lambda case: asks.DecideFirmFee(case.ubns[-1], 500, WHY), OFFICER),
        "",
    ),
    "enrolment.invite": (of_case(nothing, lambda case: asks.Invite(), VETTER), ""),
    "enrolment.withdraw": (of_case(nothing, lambda case: asks.Withdraw(None)), "case_closed"),
    "enrolment.end_window": (
        of_case(
            lambda case: jump(case.trained(), case.window(WindowKind.LIST_SUPPLEMENT).deadline.due),
            lambda case: asks.EndWindow(WindowKind.LIST_SUPPLEMENT, case.world.now),
            ENGINE,
        ),
        "",
    ),
    "enrolment.remind": (
        of_case(
            lambda case: jump(case.trained(), case.window(WindowKind.LIST_SUPPLEMENT).reminders[0]),
            lambda case: asks.Remind(WindowKind.LIST_SUPPLEMENT, case.world.now),
            ENGINE,
        ),
        "",
    ),
    "enrolment.observe_checkup": (
        of_case(
            lambda case: case.in_review().reviewed(case.ubns[0], seen=False),
            lambda case: asks.ObserveCheckup(case.ubns[0]),
            ENGINE,
        ),
        "",
    ),
    "enrolment.note_mail_accepted": (
        of_case(
            lambda case: case.in_review().reviewed(sent_back=case.ubns[:1]),
            lambda case: asks.NoteMailAccepted(case.notices()[0], case.world.now),
            ENGINE,
        ),
        "",
    ),
    "enrolment.note_mail_refused": (
        of_case(
            lambda case: case.in_review().reviewed(sent_back=case.ubns[:1]),
            lambda case: asks.NoteMailRefused(case.notices()[0], case.world.now, 550),
            ENGINE,
        ),
        "",
    ),
    "enrolment.note_paper": (
        of_case(
            MadeUpCase.certified,
            lambda case: asks.NotePaper(asks.PaperKind.CERTIFICATE, case.state.certificate, letter("paper")),
            ENGINE,
        ),
        "",
    ),
    "enrolment.correct_email": (
        of_case(
            unreached, lambda case: asks.CorrectEmail(sealed(case.trainee.account, "new@example.com"), WHY)
        ),
        "",
    ),
    "enrolment.send_again": (
        of_case(unreached, lambda case: asks.SendAgain(next(iter(case.state.case.refused_mails))), OFFICER),
        "mail_not_refused",
    ),
    "task.claim": (
        of_case(nothing, lambda case: ClaimTask(case.task(TaskKind.VET_REGISTRATION)), VETTER),
        "",
    ),
    "task.release": (
        of_case(
            lambda case: case.ask(ClaimTask(case.task(TaskKind.VET_REGISTRATION)), VETTER),
            lambda case: ReleaseTask(case.task(TaskKind.VET_REGISTRATION)),
            VETTER,
        ),
        "",
    ),
    "checkup.attach_bill": (of_checkup(nothing, lambda case, ubn: checkup.AttachBill(BILL)), ""),
    "checkup.remove_bill": (
        of_checkup(with_bill, lambda case, ubn: checkup.RemoveBill(BILL.id)),
        "bill_unknown",
    ),
    "checkup.enter_activity": (of_checkup(with_bill, lambda case, ubn: activity(case)), ""),
    "checkup.remove_activity": (
        of_checkup(with_activity, lambda case, ubn: checkup.RemoveActivity(activity(case).activity.id)),
        "",
    ),
    "checkup.declare_none": (of_checkup(nothing, lambda case, ubn: checkup.DeclareNone("fuel", WHY)), ""),
    "checkup.approve": (
        of_checkup(under_review, lambda case, ubn: checkup.ApproveCheckup(case.review_task(ubn)), REVIEWER),
        "task_unknown",
    ),
    "checkup.return": (
        of_checkup(
            under_review,
            lambda case, ubn: checkup.ReturnCheckup(
                case.review_task(ubn), (checkup.Finding("fuel", "none_unexplained", None),)
            ),
            REVIEWER,
        ),
        "task_unknown",
    ),
    **REPEATS_OF_READINGS,
    **SESSION_REPEATS,
    "session.schedule": (schedule, ""),
    "session.record_attendance": (attendance, ""),
    "enrolment.give_bank_account": (
        of_case(nothing, lambda case: asks.GiveBankAccount(account_of(case.trainee.account, 2))),
        "",
    ),
    **REPEATS_OF_REVIEW,
    **REPEATS_OF_WORK,
    **REPEATED_CHANGES,
    **PAYOUTS,
}


def jump(case: MadeUpCase, instant: Any) -> None:
    case.world.now = instant


@pytest.mark.parametrize("kind", list(REPEATS))
def test_a_command_decided_again_adds_nothing(world: World, kind: str) -> None:
    prepared, code = REPEATS[kind]
    stream, asked, by = prepared(world)
    cause = world.cause(by)
    first = world.decide(stream, asked, cause)
    assert (asked.KIND, bool(first)) == (kind, True)
    world.append(first)
    assert decided_again(world, stream, asked, cause) == code


def decided_again(world: World, stream: UUID, asked: Any, cause: Cause) -> str:
    """The code of a refusal, or nothing where nothing is written."""
    try:
        wrote = world.decide(stream, asked, cause)
    except DomainError as refused:
        return refused.code
    return repr(wrote) if wrote else ""


def test_every_command_of_a_case_a_session_and_a_batch_is_here() -> None:
    elsewhere = ("programme", "calendar", "sample", "import")
    kinds = {kind for kind in COMMAND_TYPES if kind.partition(".")[0] not in elsewhere}
    assert set(REPEATS) == kinds
