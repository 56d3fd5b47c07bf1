"""R26: every submitted checkup is reviewed and counts, whatever becomes of its trainee."""

import pytest

from domain.checkup.state import Approved, Failed, Filling, Submitted
from domain.deadline import WindowKind
from domain.enrolment.commands import SubmitCheckup, Withdraw
from domain.enrolment.events import Closed, FirmApproved
from domain.enrolment.state import Progress
from domain.task import TaskKind, TaskOpened
from tests.domain.made_up_cases import MadeUpCase, World, applied
from tests.domain.specification import when


@pytest.fixture
def case(world: World) -> MadeUpCase:
    case = applied(world).uploading()
    return case.submitted(*case.ubns[:2])


def test_r26_each_review_starts_with_its_own_submission(case: MadeUpCase) -> None:
    third = case.ubns[2]
    told = when(case.filled(third), SubmitCheckup(third))
    opened = [write.event for write in told.decision if isinstance(write.event, TaskOpened)]
    assert [(task.kind, task.about) for task in opened] == [(TaskKind.REVIEW_CHECKUP, third)]


@pytest.mark.parametrize("end", ["lapsed", "withdrawn"])
def test_r26_what_was_submitted_is_reviewed_after_the_end_of_its_case(case: MadeUpCase, end: str) -> None:
    one, other = case.ubns[:2]
    if end == "lapsed":
        case.window_ended(WindowKind.UPLOAD)
    else:
        case.ask(Withdraw(None))
    assert (case.ubns, case.state.closed) == ((one, other), False)
    case.reviewed(one)
    assert isinstance(case.checkup(one), Approved)
    assert (case.firm(one).progress, case.state.closed) == (Progress.APPROVED, False)
    case.reviewed(other)
    assert case.events[-2:] == [FirmApproved(other), Closed()]


def test_r26_a_lapsed_case_gets_no_second_try(case: MadeUpCase) -> None:
    one, other = case.ubns[:2]
    case.reviewed(one, sent_back=[one]).window_ended(WindowKind.UPLOAD)
    assert isinstance(case.checkup(one), Failed)
    case.reviewed(other, sent_back=[other])
    assert isinstance(case.checkup(other), Failed)
    assert case.state.closed


def test_r26_a_decision_on_its_way_when_the_case_ends_is_taken_over(case: MadeUpCase) -> None:
    one, other = case.ubns[:2]
    case.reviewed(one, other, sent_back=[other], seen=False).window_ended(WindowKind.UPLOAD)
    assert isinstance(case.checkup(one), Approved)
    assert isinstance(case.checkup(other), Failed)
    assert (case.ubns, case.firm(one).progress) == ((one, other), Progress.SUBMITTED)
    case.observed()
    assert case.firm(one).progress is Progress.APPROVED
    assert case.state.closed


def test_r26_what_was_not_submitted_is_not_reviewed(case: MadeUpCase) -> None:
    third = case.ubns[2]
    assert isinstance(case.checkup(third), Filling)
    assert isinstance(case.checkup(case.ubns[0]), Submitted)
    case.window_ended(WindowKind.UPLOAD)
    assert third not in case.ubns
