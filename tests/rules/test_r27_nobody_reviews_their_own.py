"""R27: a reviewer approves or returns with findings; nobody reviews what they entered."""

from dataclasses import replace

import pytest

from domain.checkup.commands import ApproveCheckup, DeclareNone, ReturnCheckup
from domain.checkup.state import Approved, Returned
from domain.enrolment.commands import AddFirm, AttachLetter, DecideFirmFee
from domain.event import Actor, Role
from domain.payout import ApproveBatch, ProposeBatch
from domain.streams import derived
from domain.task import ClaimTask, TaskKind
from tests.domain.made_up_cases import (
    OFFICER,
    OTHER_OFFICER,
    OTHER_REVIEWER,
    REVIEWER,
    MadeUpCase,
    World,
    actor,
    applied,
)
from tests.domain.made_up_particulars import entry, letter, sealed
from tests.domain.specification import Specification, when, when_checkup


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).uploading()


def claimed(case: MadeUpCase, ubn: str, by: Actor) -> str | None:
    told = when_checkup(case, ubn, ClaimTask(case.review_task(ubn)), by)
    return told.refused.code if told.refused else None


def test_r27_a_reviewer_approves_or_returns(case: MadeUpCase) -> None:
    one, other = case.ubns[:2]
    case.submitted(one, other).reviewed(sent_back=[other])
    assert isinstance(case.checkup(one), Approved)
    assert isinstance(case.checkup(other), Returned)


def test_r27_a_return_needs_findings(case: MadeUpCase) -> None:
    first = case.ubns[0]
    task = case.submitted(first).review_task(first)
    assert claimed(case, first, REVIEWER) is None
    when_checkup(case, first, ReturnCheckup(task, ()), REVIEWER).then_refused("findings_missing")


def test_r27_whoever_entered_one_item_does_not_review(case: MadeUpCase) -> None:
    first = case.ubns[0]
    item = case.world.programme.stages.mandatory.items[0]
    assert REVIEWER.person
    case.ask_checkup(first, DeclareNone(item, sealed(REVIEWER.person, "none")), REVIEWER)
    case.submitted(first)
    assert claimed(case, first, REVIEWER) == "maker_cannot_check"
    assert claimed(case, first, OTHER_REVIEWER) is None


def test_r27_the_trainee_does_not_review_under_another_account(case: MadeUpCase) -> None:
    first = case.submitted(case.ubns[0]).ubns[0]
    as_reviewer = replace(actor(Role.LEAD_REVIEWER, 7), person=case.trainee.person)
    assert claimed(case, first, as_reviewer) == "maker_cannot_check"
    decision = ApproveCheckup(case.review_task(first))
    when_checkup(case, first, decision, as_reviewer).then_refused("maker_cannot_check")


@pytest.mark.parametrize("by", [OFFICER, actor(Role.AUDITOR), actor(Role.GUILD, guild="guild-1")])
def test_r27_only_reviewers_review(case: MadeUpCase, by: Actor) -> None:
    first = case.submitted(case.ubns[0]).ubns[0]
    assert claimed(case, first, by) == "not_your_task"


def test_r27_a_review_is_claimed_before_it_is_decided(case: MadeUpCase) -> None:
    first = case.submitted(case.ubns[0]).ubns[0]
    decision = ApproveCheckup(case.review_task(first))
    when_checkup(case, first, decision, REVIEWER).then_refused("task_not_claimed")
    assert claimed(case, first, OTHER_REVIEWER) is None
    when_checkup(case, first, decision, REVIEWER).then_refused("task_claimed_by_other")


def test_r27_an_officer_approves_no_batch_that_pays_them(world: World) -> None:
    case, batch = applied(world).certified(), derived("batch", 1)
    as_officer = replace(OTHER_OFFICER, person=case.trainee.person)
    world.ask(batch, ProposeBatch(world.programme.year, (case.id,)), OFFICER)
    asked = Specification(world, batch)
    asked.when(ApproveBatch(), as_officer).then_refused("maker_cannot_check")
    assert asked.when(ApproveBatch(), OTHER_OFFICER).refused is None


def test_r27_an_officer_decides_no_fee_of_their_own(world: World) -> None:
    case = applied(world).certified()
    as_officer = replace(OFFICER, person=case.trainee.person)
    asked = DecideFirmFee(case.ubns[0], 700, sealed(OFFICER.account, "why"))
    when(case, asked, as_officer).then_refused("maker_cannot_check")


@pytest.mark.parametrize("signed", [True, False])
def test_r27_an_officer_who_named_a_firm_does_not_check_the_list(world: World, signed: bool) -> None:
    case = applied(world, named=9)
    new = entry(case.firms[9], signed=signed)
    case.ask(AddFirm(new), OFFICER)
    if not signed:
        case.ask(AttachLetter(new.profile.ubn, letter("mailed")))
    check = ClaimTask(case.trained().task(TaskKind.CHECK_LIST))
    when(case, check, OFFICER).then_refused("maker_cannot_check")
    assert when(case, check, OTHER_OFFICER).refused is None


def test_r27_an_officer_who_attached_a_letter_does_not_check_the_list(world: World) -> None:
    case = applied(world)
    case.ask(AttachLetter(case.ubns[0], letter("mailed")), OFFICER)
    check = ClaimTask(case.trained().task(TaskKind.CHECK_LIST))
    when(case, check, OFFICER).then_refused("maker_cannot_check")
    assert when(case, check, OTHER_OFFICER).refused is None
