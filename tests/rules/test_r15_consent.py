"""R15: without its owner's consent a firm leaves the list; once approved, only report and figures go."""

import pytest

from domain.checkup.state import Approved, Cancelled
from domain.deadline import WindowKind
from domain.enrolment.changes import ConsentWithdrawn, WithdrawConsent
from domain.enrolment.state import FeeDue, InReview, Over, Uploading
from tests.domain.changed_cases import why
from tests.domain.made_up_cases import OFFICER, MadeUpCase, World, applied
from tests.domain.specification import when


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).uploading()


def withdrawn(case: MadeUpCase, ubn: str) -> MadeUpCase:
    answer = when(case, WithdrawConsent(ubn, why(case)), OFFICER)
    assert answer.refused is None
    return case


def test_r15_before_approval_the_firm_leaves_and_its_data_are_used_no_more(case: MadeUpCase) -> None:
    first = case.ubns[0]
    withdrawn(case.submitted(first), first)
    assert first not in case.ubns
    checkup = case.checkup(first)
    assert isinstance(checkup, Cancelled)
    assert not checkup.content.consents
    assert case.world.firm_holder(first) is None


def test_r15_after_approval_count_place_certificate_and_fee_stay(case: MadeUpCase) -> None:
    case.submitted().reviewed()
    before = case.state
    first = case.ubns[0]
    withdrawn(case, first)
    assert case.stage is FeeDue
    assert (case.state.total, case.state.certificate) == (before.total, before.certificate)
    assert case.firm(first).place == before.case.firms[first].place
    assert not case.firm(first).consents
    checkup = case.checkup(first)
    assert isinstance(checkup, Approved)
    assert not checkup.content.consents


def test_r15_an_approval_on_its_way_counts(case: MadeUpCase) -> None:
    first = case.ubns[0]
    withdrawn(case.submitted(first).reviewed(first, seen=False), first)
    assert case.firm(first).progress == "approved"


def test_r15_the_case_goes_on_with_days_left_to_name_another(case: MadeUpCase) -> None:
    case.submitted()
    assert case.stage is InReview
    withdrawn(case, case.ubns[0])
    assert case.stage is Uploading


def test_r15_a_firm_of_an_ended_case_leaves_it_too(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.submitted(first).window_ended(WindowKind.UPLOAD)
    assert case.stage is Over
    withdrawn(case, first)
    assert first not in case.ubns
    assert case.state.closed


def test_r15_withdrawing_again_changes_nothing(case: MadeUpCase) -> None:
    case.submitted().reviewed()
    first = case.ubns[0]
    withdrawn(case, first)
    when(case, WithdrawConsent(first, why(case)), OFFICER).then_nothing()
    assert [type(one) for one in case.events].count(ConsentWithdrawn) == 1
