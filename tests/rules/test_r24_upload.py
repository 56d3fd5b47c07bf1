"""R24: ten complete checkups are submitted within three months of the training day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deadline import WindowKind, midnight_after
from domain.enrolment.commands import SubmitCheckup
from domain.enrolment.events import Outcome
from domain.enrolment.state import InReview, Over
from tests.domain.made_up_cases import TRAINING_DAY, MadeUpCase, World, applied, last_moment, noon
from tests.domain.specification import when

LAST_DAY = date(2025, 7, 14)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """All on the training day: the list passed, and all checkups but the last submitted."""
    case = applied(world).uploading()
    return case.submitted(*case.ubns[:-1]).filled(case.ubns[-1])


def test_r24_the_last_checkup_on_the_last_day_is_in_time(case: MadeUpCase) -> None:
    assert when(case, SubmitCheckup(case.ubns[-1]), at=last_moment(LAST_DAY)).refused is None
    assert case.stage is InReview
    assert WindowKind.UPLOAD not in case.state.case.windows


def test_r24_after_the_last_day_it_is_refused_and_the_case_lapses(case: MadeUpCase) -> None:
    last = case.ubns[-1]
    when(case, SubmitCheckup(last), at=midnight_after(LAST_DAY)).then_refused("upload_window_closed")
    case.window_ended(WindowKind.UPLOAD)
    assert case.stage is Over
    assert case.state.outcome is Outcome.LAPSED_UPLOAD
    when(case, SubmitCheckup(last)).then_refused("upload_window_closed")


def test_r24_a_list_that_is_still_checked_does_not_stop_the_months(world: World) -> None:
    case = applied(world).trained().window_ended(WindowKind.LIST_SUPPLEMENT)
    case.window_ended(WindowKind.UPLOAD)
    assert case.state.outcome is Outcome.LAPSED_UPLOAD


def test_r24_the_months_may_start_with_the_passed_list(world: World) -> None:
    upload = replace(world.programme.windows.upload, starts="list_accepted")
    world.programme = replace(world.programme, windows=replace(world.programme.windows, upload=upload))
    case = applied(world).trained()
    assert WindowKind.UPLOAD not in case.state.case.windows
    world.now = noon(TRAINING_DAY + timedelta(days=2))
    case.checked()
    assert case.window(WindowKind.UPLOAD).deadline.starts == date(2025, 4, 16)


def test_r24_only_firms_that_passed_the_check_are_submitted(world: World) -> None:
    case = applied(world).trained()
    first = case.ubns[0]
    case.filled(first)
    when(case, SubmitCheckup(first)).then_refused("letter_not_passed")
