"""R32: nobody is certified while an officer has to decide on an attendance that was struck."""

import pytest

from domain.deadline import WindowKind, taipei_date
from domain.enrolment.changes import ProposeReinstatement
from domain.enrolment.events import Outcome
from domain.enrolment.state import FeeDue, InReview, Over
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, why
from tests.domain.made_up_cases import World, applied
from tests.domain.struck_cases import is_asked, put_back, said, struck
from tests.made_up import firm, settled


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.mark.parametrize("way", ["stands", "put back"])
def test_r32_ten_approvals_certify_once_the_training_stands(world: World, way: str) -> None:
    case = struck(applied(world).in_review()).reviewed()
    assert (case.stage, is_asked(case)) == (InReview, True)
    if way == "stands":
        assert said(case, stands=True).refused is None
    else:
        put_back(case)
    assert (case.stage, is_asked(case)) == (FeeDue, False)


def test_r32_who_was_not_trained_gets_no_certificate_for_ten_approvals(world: World) -> None:
    case = struck(applied(world).in_review()).reviewed()
    assert said(case, stands=False).refused is None
    assert (case.stage, case.state.outcome) == (Over, Outcome.LAPSED_TRAINING)
    assert (case.state.reasons, case.state.certificate) == (("attendance_struck",), None)
    assert {one.progress for one in case.state.case.firms.values()} == {"approved"}


def test_r32_without_the_mix_the_question_is_not_lost_either(world: World) -> None:
    firms = [firm(300 + number) for number in range(10)]
    case = struck(applied(world, firms=firms).in_review()).reviewed()
    assert (case.stage, is_asked(case)) == (InReview, True)
    said(case, stands=True)
    assert (case.stage, case.state.outcome) == (Over, Outcome.CERTIFIED_WITHOUT_FEE)


def test_r32_an_answer_before_the_last_approval_lets_that_certify(world: World) -> None:
    case = struck(applied(world).in_review())
    said(case, stands=True)
    assert case.reviewed().stage is FeeDue


def test_r32_the_last_resubmission_waits_for_the_answer_too(world: World) -> None:
    case = applied(world).resubmitting()
    [again] = [ubn for ubn in case.ubns if case.firm(ubn).progress == "returned"]
    struck(case).submitted(again).reviewed(again)
    assert (case.stage, set(case.state.case.windows)) == (InReview, set())
    said(case, stands=True)
    assert case.stage is FeeDue


def test_r32_a_case_that_lapsed_meanwhile_is_asked_about_again_when_it_is_reinstated(world: World) -> None:
    case = struck(applied(world).uploading())
    case.window_ended(WindowKind.UPLOAD)
    assert (case.stage, is_asked(case)) == (Over, False)
    carried_out(case, ProposeReinstatement(taipei_date(world.now).replace(day=28), why(case)))
    assert is_asked(case)


def test_r32_two_officers_who_reinstate_the_untrained_are_not_asked_again(world: World) -> None:
    case = struck(applied(world).uploading())
    said(case, stands=False)
    carried_out(case, ProposeReinstatement(taipei_date(world.now).replace(month=6), why(case)))
    assert (case.stage is Over, is_asked(case)) == (False, False)
