"""R31: not passed after resubmission fails the firm; fewer than ten approved: no certificate, no fee."""

import pytest

from domain.checkup.state import Approved, Failed
from domain.deadline import WindowKind
from domain.enrolment.events import Certified, Outcome
from domain.enrolment.state import FeeDue, InReview, Over, Progress, Resubmitting
from tests.domain.made_up_cases import MadeUpCase, World, applied


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Two of the ten returned, and the month is running."""
    case = applied(world).in_review()
    return case.reviewed(sent_back=case.ubns[:2]).noticed()


def failed(case: MadeUpCase) -> list[str]:
    return [ubn for ubn, firm in case.state.case.firms.items() if firm.progress is Progress.FAILED]


def test_r31_what_does_not_pass_again_fails_and_so_does_the_case(case: MadeUpCase) -> None:
    one, other = case.ubns[:2]
    case.submitted(one, other).reviewed(sent_back=[other])
    assert (case.state.outcome, failed(case)) == (Outcome.FAILED_REVIEW, [other])
    assert not [event for event in case.events if isinstance(event, Certified)]


def test_r31_a_failure_waits_for_the_other_resubmissions(case: MadeUpCase) -> None:
    one, other = case.ubns[:2]
    case.submitted(one).reviewed(sent_back=[one])
    assert case.stage is Resubmitting
    case.submitted(other).reviewed()
    assert (case.state.outcome, case.firm(other).progress) == (Outcome.FAILED_REVIEW, Progress.APPROVED)


def test_r31_what_is_not_resubmitted_in_time_fails(case: MadeUpCase) -> None:
    one, other = case.ubns[:2]
    case.submitted(one).window_ended(WindowKind.RESUBMISSION)
    assert isinstance(case.checkup(other), Failed)
    assert case.stage is InReview
    case.reviewed(one)
    assert (case.state.outcome, failed(case)) == (Outcome.FAILED_REVIEW, [other])


def test_r31_resubmitted_in_time_and_decided_after_the_month_passes(case: MadeUpCase) -> None:
    case.submitted(*case.ubns[:2]).window_ended(WindowKind.RESUBMISSION)
    assert case.stage is InReview
    case.reviewed()
    assert case.stage is FeeDue


def test_r31_what_was_approved_stays_counted(case: MadeUpCase) -> None:
    approved = case.ubns[2:]
    case.window_ended(WindowKind.RESUBMISSION)
    assert case.stage is Over
    assert case.state.closed
    assert all(isinstance(case.checkup(ubn), Approved) for ubn in approved)
    assert {case.world.firm_holder(ubn) for ubn in approved} == {case.id}
