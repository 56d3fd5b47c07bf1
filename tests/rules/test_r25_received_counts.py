"""R25: what was received in time counts, whatever happened inside since."""

from datetime import timedelta

import pytest

from domain.deadline import WindowKind, midnight_after
from domain.enrolment.commands import AddFirm, EndWindow, SubmitCheckup
from domain.enrolment.events import WindowEnded
from domain.enrolment.state import InReview, Listing
from domain.refusals import UploadWindowClosed
from tests.domain.made_up_cases import ENGINE, MadeUpCase, World, applied, last_moment
from tests.domain.made_up_particulars import entry
from tests.domain.specification import when

HOURS = timedelta(hours=9)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    case = applied(world).uploading()
    return case.submitted(*case.ubns[:-1]).filled(case.ubns[-1])


def test_r25_received_in_time_and_decided_late_is_in_time(case: MadeUpCase) -> None:
    until = case.window(WindowKind.UPLOAD).deadline
    case.world.now = last_moment(until.due_date)
    case.world.ask(case.id, SubmitCheckup(case.ubns[-1]), case.trainee, decided_at=until.due + HOURS)
    assert case.stage is InReview


def test_r25_received_late_and_decided_before_the_timer_is_late(case: MadeUpCase) -> None:
    until = case.window(WindowKind.UPLOAD).deadline
    case.world.now = until.due
    with pytest.raises(UploadWindowClosed):
        case.world.ask(case.id, SubmitCheckup(case.ubns[-1]), case.trainee, decided_at=until.due + HOURS)


def test_r25_a_firm_named_in_time_is_listed_though_the_decision_is_late(world: World) -> None:
    case = applied(world, named=world.programme.registration.firms - 1).trained()
    until = case.window(WindowKind.LIST_SUPPLEMENT).deadline
    world.now = last_moment(until.due_date)
    world.ask(case.id, AddFirm(entry(case.firms[-1])), case.trainee, decided_at=until.due + HOURS)
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    assert case.stage is Listing
    assert WindowEnded(WindowKind.LIST_SUPPLEMENT, met=True) in case.events


def test_r25_a_timer_ends_nothing_before_its_instant_nor_a_window_that_moved(case: MadeUpCase) -> None:
    due = case.window(WindowKind.UPLOAD).deadline.due
    when(case, EndWindow(WindowKind.UPLOAD, due), ENGINE, due - timedelta(microseconds=1)).then_nothing()
    earlier = due - timedelta(days=1)
    when(case, EndWindow(WindowKind.UPLOAD, earlier), ENGINE, midnight_after(due.date())).then_nothing()
