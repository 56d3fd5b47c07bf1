"""R36: two officers reinstate a case that lapsed, failed or was rejected, with a reason and a new window."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.checkup.state import Filling, Returned
from domain.deadline import WindowKind, taipei_date
from domain.enrolment.changes import ProposeReinstatement, WithdrawConsent
from domain.enrolment.commands import AddFirm, Register, Withdraw
from domain.enrolment.events import Outcome
from domain.enrolment.session_commands import Attendance, ChangeSession, NoteAttendanceCorrected
from domain.enrolment.state import Applying, FeeDue, Listing, Over, Resubmitting, Uploading
from domain.programme import Programme
from domain.seat import Seat, SeatFreed, free_seat, freeing_own, take_seat
from domain.session import CancelSession
from domain.streams import derived
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, decided, why
from tests.domain.made_up_cases import (
    ENGINE,
    GUILD,
    OFFICER,
    TRAINING_DAY,
    VETTER,
    MadeUpCase,
    World,
    applied,
    held_session,
    noon,
    trainee,
)
from tests.domain.made_up_particulars import entry
from tests.domain.specification import when
from tests.made_up import OTHER_SERVICES, firm, holding, settled


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(replace(settled(programme), reinstatement=programme.reinstatement), calendar)


def until(case: MadeUpCase, days: int = 20) -> date:
    day = taipei_date(case.world.now) + timedelta(days=days)
    while case.world.calendar.is_rest_day(day):
        day += timedelta(days=1)
    return day


def reinstatement(case: MadeUpCase) -> ProposeReinstatement:
    return ProposeReinstatement(until(case), why(case))


def again(case: MadeUpCase) -> MadeUpCase:
    return carried_out(case, reinstatement(case))


def lapsed_upload(world: World) -> MadeUpCase:
    firms = holding("manufacturing", world.programme, filler=OTHER_SERVICES)
    case = applied(world, firms=firms).uploading()
    case.submitted(*case.ubns[:4]).reviewed(*case.ubns[:2])
    return case.window_ended(WindowKind.UPLOAD)


def test_r36_a_lapsed_upload_goes_on_with_its_firms(world: World) -> None:
    case = lapsed_upload(world)
    assert (case.stage, len(case.ubns)) == (Over, 4)
    last = until(case)
    again(case)
    assert (case.stage, len(case.ubns)) == (Uploading, 10)
    assert case.window(WindowKind.UPLOAD).deadline.due_date == last
    assert all(world.firm_holder(ubn) == case.id for ubn in case.ubns)
    assert all(isinstance(case.checkup(ubn), Filling) for ubn in case.ubns[4:])
    case.submitted(*(ubn for ubn in case.ubns if case.firm(ubn).progress == "open")).reviewed()
    assert case.stage is FeeDue


def test_r36_its_places_are_taken_again(world: World) -> None:
    case = lapsed_upload(world)
    held = {sector: len(numbers) for sector, numbers in world.taken.items()}
    again(case)
    wanted = sum(firm.place is not None for firm in case.state.case.firms.values())
    assert sum(map(len, world.taken.values())) == wanted
    assert sum(held.values()) < wanted


def test_r36_a_firm_that_somebody_else_has_taken_is_replaced_by_another(world: World) -> None:
    case = lapsed_upload(world)
    gone = next(one for one in case.firms if one.ubn not in case.ubns)
    applied(world, 2, firms=[gone, *(firm(number) for number in range(960, 969))])
    again(case)
    assert (case.stage, len(case.ubns)) == (Listing, 9)
    case.ask(AddFirm(entry(firm(951))))
    case.checked()
    assert case.stage is Uploading


def test_r36_a_full_quota_keeps_a_firm_away(world: World) -> None:
    case = lapsed_upload(world)
    quotas = replace(world.programme.quotas, manufacturing=0, services=0)
    world.programme = replace(world.programme, quotas=quotas)
    again(case)
    assert case.stage is Listing
    assert all(case.firm(ubn).progress != "open" or case.firm(ubn).place is None for ubn in case.ubns)


def test_r36_a_lapsed_list_gets_a_window_for_the_list_and_one_to_upload(world: World) -> None:
    case = applied(world, named=3).trained().window_ended(WindowKind.LIST_SUPPLEMENT)
    assert case.state.outcome is Outcome.LAPSED_LIST
    last = until(case)
    again(case)
    assert (case.stage, len(case.ubns)) == (Listing, 3)
    assert case.window(WindowKind.LIST_SUPPLEMENT).deadline.due_date == last
    assert case.window(WindowKind.UPLOAD).deadline.starts == taipei_date(world.now)
    case.listed().checked().submitted().reviewed()
    assert case.stage is FeeDue


def test_r36_an_untrained_case_keeps_what_was_done(world: World) -> None:
    case = applied(world, named=2).vetted().window_ended(WindowKind.TRAINING)
    again(case)
    assert case.stage is Applying
    assert case.state.vetted
    assert len(case.ubns) == 2


def test_r36_a_rejected_registration_is_vetted_again(world: World) -> None:
    case = applied(world, named=2).vetted(accepted=False)
    again(case)
    assert case.stage is Applying
    assert not case.state.vetted
    case.vetted()
    assert case.state.vetted


def test_r36_who_has_registered_elsewhere_is_not_taken_back(world: World) -> None:
    case = applied(world, named=2).vetted(accepted=False)
    case.ask(reinstatement(case), OFFICER)
    elsewhere = derived("case", "elsewhere")
    asked = Register(
        world.programme.year, trainee(1)[1], GUILD, case.session, (entry(firm(700)), entry(firm(701)))
    )
    world.ask(elsewhere, asked, case.trainee)
    decided(case).then_refused("already_enrolled")


def test_r36_a_failed_case_mends_what_was_returned(world: World) -> None:
    case = applied(world).resubmitting().window_ended(WindowKind.RESUBMISSION)
    assert case.state.outcome is Outcome.FAILED_REVIEW
    again(case)
    assert case.stage is Resubmitting
    first = next(ubn for ubn in case.ubns if case.firm(ubn).progress == "returned")
    assert isinstance(case.checkup(first), Returned)
    case.submitted(first).reviewed()
    assert case.stage is FeeDue


def test_r36_a_firm_whose_owner_withdrew_consent_does_not_come_back(world: World) -> None:
    case = lapsed_upload(world)
    gone = next(one.ubn for one in case.firms if one.ubn not in case.ubns)
    case.ask(WithdrawConsent(gone, why(case)), OFFICER)
    again(case)
    assert gone not in case.ubns


def test_r36_two_persons_decide(world: World) -> None:
    case = lapsed_upload(world)
    case.ask(reinstatement(case), OFFICER)
    decided(case, by=OFFICER).then_refused("maker_cannot_check")
    assert case.stage is Over


def test_r36_a_programme_may_let_one_officer_decide(world: World) -> None:
    case = lapsed_upload(world)
    one = replace(world.programme.reinstatement, persons=1)
    world.programme = replace(world.programme, reinstatement=one)
    case.ask(reinstatement(case), OFFICER)
    assert case.stage is Uploading


def test_r36_a_window_that_is_over_is_none(world: World) -> None:
    case = lapsed_upload(world)
    today = taipei_date(world.now)
    when(case, ProposeReinstatement(today, why(case)), OFFICER).then_refused("window_in_the_past")


def test_r36_who_withdrew_or_was_certified_is_not_reinstated(world: World) -> None:
    case = applied(world, named=2)
    case.ask(Withdraw(None))
    when(case, reinstatement(case), OFFICER).then_refused("not_reinstatable")
    certified = applied(world, 2).certified()
    when(certified, reinstatement(certified), OFFICER).then_refused("not_reinstatable")


def test_r36_a_case_may_be_reinstated_again(world: World) -> None:
    case = again(lapsed_upload(world)).window_ended(WindowKind.UPLOAD)
    assert case.stage is Over
    again(case)
    assert (case.stage, len(case.ubns)) == (Uploading, 10)
    assert not case.state.case.tasks


def seated(world: World, number: int) -> MadeUpCase:
    held = held_session(world, seats=1)
    return applied(world, number, named=2, held=held, attends=Attendance.ON_SITE)


def test_r36_a_seat_that_somebody_else_has_by_now_is_not_given_back_for_them(world: World) -> None:
    case = seated(world, 1).vetted(accepted=False)
    assert case.state.case.seat is None
    other = seated(world, 2)
    again(case)
    assert (case.state.case.seat, case.state.case.seat_lost) == (None, Attendance.ON_SITE)
    later = held_session(world, TRAINING_DAY + timedelta(days=14))
    written = [write.event for write in case.ask(ChangeSession(later, Attendance.ON_SITE))]
    assert not any(isinstance(event, SeatFreed) for event in written)
    assert case.state.case.seat_lost is None
    assert other.state.case.seat == Seat(Attendance.ON_SITE, 1)
    third = applied(world, 3, named=2)
    when(third, ChangeSession(case.session, Attendance.ON_SITE)).then_refused("seats_full")


def test_r36_a_seat_that_is_free_is_taken_again(world: World) -> None:
    case = seated(world, 1).vetted(accepted=False)
    again(case)
    assert (case.state.case.seat, case.state.case.seat_lost) == (Seat(Attendance.ON_SITE, 1), None)
    other = applied(world, 2, named=2)
    when(other, ChangeSession(case.session, Attendance.ON_SITE)).then_refused("seats_full")


def test_r36_no_seat_is_taken_of_a_session_that_is_over(world: World) -> None:
    case = seated(world, 1).vetted(accepted=False)
    world.now = noon(TRAINING_DAY + timedelta(days=1))
    again(case)
    assert (case.state.case.seat, case.state.case.seat_lost) == (None, Attendance.ON_SITE)


def test_r36_who_comes_back_to_a_cancelled_session_waits_for_another(world: World) -> None:
    case = seated(world, 1).vetted(accepted=False)
    world.ask(case.session, CancelSession(why(case)), VETTER)
    again(case)
    assert (case.state.case.session_cancelled, case.state.case.seat) == (True, None)


def test_r36_who_had_attended_keeps_the_seat(world: World) -> None:
    case = seated(world, 1).attended().vetted(accepted=False)
    again(case)
    assert case.state.case.seat == Seat(Attendance.ON_SITE, 1)


@pytest.mark.parametrize("cancelled", [False, True])
def test_r36_a_seat_is_kept_by_whose_attendance_was_struck_after_the_end(
    world: World, cancelled: bool
) -> None:
    case = seated(world, 1).attended().vetted(accepted=False)
    case.ask(NoteAttendanceCorrected(case.session, None, why(case)), ENGINE)
    if cancelled:
        world.ask(case.session, CancelSession(why(case)), VETTER)
    again(case)
    kept = None if cancelled else Seat(Attendance.ON_SITE, 1)
    assert (case.state.attended, case.state.case.seat, case.state.case.seat_lost) == (None, kept, None)
    assert [number for numbers in world.seats.values() for number in numbers] == ([] if cancelled else [1])


def test_a_seat_of_somebody_else_is_not_freed() -> None:
    session, one, two = (derived("made up", number) for number in range(3))
    seat = Seat(Attendance.ON_SITE, 1)
    taken = [take_seat(session, seat, one).event, free_seat(session, seat, one).event]
    freed = free_seat(session, seat, one)
    assert freeing_own((freed,), {freed.stream: taken[:1]}) == (freed,)
    for history in ([], taken, [*taken, take_seat(session, seat, two).event]):
        assert freeing_own((freed,), {freed.stream: history}) == ()
