"""The list: letters that change under a check, firms that leave and come back, and cases that lapse."""

from dataclasses import replace

import pytest

from domain.checkup.commands import AttachBill, Bill
from domain.checkup.state import Cancelled, Filling, NotOpened, Submitted
from domain.deadline import WindowKind
from domain.enrolment.commands import AddFirm, AttachLetter, CheckList, FirmFinding, RemoveFirm, SubmitCheckup
from domain.enrolment.events import FirmRemoved, Outcome
from domain.enrolment.state import Check, Listing, Progress, Uploading
from domain.firm_year import FirmReleased
from domain.streams import checkup_stream, derived
from domain.task import ClaimTask, TaskClosed, TaskKind, TaskOpened, open_of_kind
from tests.domain.made_up_cases import CHECKER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import entry, letter, sealed
from tests.domain.specification import when, when_checkup
from tests.made_up import firm

WRONG = ("letter_unsigned",)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """A complete list, waiting for its check."""
    return applied(world).trained()


def test_the_same_letter_again_changes_nothing(case: MadeUpCase) -> None:
    first = case.ubns[0]
    when(case, AttachLetter(first, letter(first))).then_nothing()


def test_a_letter_replaced_during_the_check_starts_the_check_again(case: MadeUpCase) -> None:
    first, task = case.ubns[0], case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    case.ask(AttachLetter(first, letter("new")))
    passed = tuple(FirmFinding(ubn, (), None) for ubn in case.ubns)
    when(case, CheckList(task, passed), CHECKER).then_refused("task_unknown")
    assert case.task(TaskKind.CHECK_LIST) != task
    assert case.checked().stage is Uploading


def test_a_letter_that_passed_is_not_replaced(case: MadeUpCase) -> None:
    first, other = case.ubns[:2]
    case.checked({first: WRONG})
    when(case, AttachLetter(other, letter("new"))).then_refused("letter_already_passed")


def test_what_did_not_pass_is_taken_off_and_another_firm_is_checked_alone(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.checked({first: WRONG})
    case.ask(RemoveFirm(first))
    assert case.firms[0].ubn not in case.ubns
    case.ask(AddFirm(entry(firm(77))))
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    everyone = tuple(FirmFinding(ubn, (), None) for ubn in case.ubns)
    when(case, CheckList(task, everyone), CHECKER).then_refused("check_incomplete")
    case.ask(CheckList(task, (FirmFinding(firm(77).ubn, (), None),)), CHECKER)
    assert case.stage is Uploading


def test_a_firm_that_comes_back_is_unchecked_with_an_empty_checkup(case: MadeUpCase) -> None:
    profile = case.firms[0]
    bill = Bill(derived("bill", 1), letter("bill"), sealed(case.trainee.account, "bill"))
    case.ask_checkup(profile.ubn, AttachBill(bill))
    case.checked({profile.ubn: WRONG}).ask(RemoveFirm(profile.ubn))
    assert isinstance(case.checkup(profile.ubn), Cancelled)
    when_checkup(case, profile.ubn, AttachBill(bill)).then_refused("case_closed")
    case.ask(AddFirm(entry(profile)))
    again = case.checkup(profile.ubn)
    assert isinstance(again, Filling)
    assert again.content.bills == {}
    assert case.firm(profile.ubn).check is Check.UNCHECKED


def test_taking_a_firm_off_withdraws_the_check_and_frees_the_firm(case: MadeUpCase) -> None:
    task, last = case.task(TaskKind.CHECK_LIST), case.ubns[-1]
    told = when(case, RemoveFirm(last))
    wrote = [write.event for write in told.decision]
    assert wrote[:3] == [TaskClosed(task, done=False), FirmRemoved(last), FirmReleased(case.id, last)]
    when(case, RemoveFirm(last)).then_nothing()
    assert open_of_kind(case.state.case.tasks, TaskKind.CHECK_LIST) is None


def test_a_check_that_found_something_waits_for_the_mending(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.checked({first: WRONG})
    assert open_of_kind(case.state.case.tasks, TaskKind.CHECK_LIST) is None
    assert (case.firm(first).check, case.firm(first).reasons) == (Check.NOT_PASSED, WRONG)
    told = when(case, AttachLetter(first, letter("new")))
    assert [type(write.event) for write in told.decision][-1] is TaskOpened
    assert (case.firm(first).check, case.firm(first).reasons) == (Check.UNCHECKED, ())


def test_nobody_checks_their_own_list(case: MadeUpCase) -> None:
    myself = replace(CHECKER, person=case.trainee.person)
    task = case.task(TaskKind.CHECK_LIST)
    when(case, ClaimTask(task), myself).then_refused("maker_cannot_check")
    when(case, CheckList(task, ()), myself).then_refused("maker_cannot_check")


def test_a_firm_that_passed_is_submitted_while_the_list_is_mended(case: MadeUpCase) -> None:
    first, other = case.ubns[:2]
    case.checked({first: WRONG}).submitted(other)
    assert case.stage is Listing
    when(case, RemoveFirm(other)).then_refused("checkup_already_submitted")
    when(case, SubmitCheckup(first)).then_refused("letter_not_passed")
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    assert (case.state.outcome, case.state.closed) == (Outcome.LAPSED_LIST, False)
    assert (case.ubns, case.firm(other).progress) == ((other,), Progress.SUBMITTED)
    checkup = case.checkup(other)
    assert isinstance(checkup, Submitted)
    assert checkup.case_ended


def test_a_list_that_passed_is_closed(case: MadeUpCase) -> None:
    case.checked()
    when(case, AddFirm(entry(firm(77)))).then_refused("list_window_closed")


def test_before_the_training_there_is_no_checkup(world: World) -> None:
    case = applied(world).vetted()
    assert isinstance(case.checkup(case.ubns[0]), NotOpened)
    case.ask(RemoveFirm(case.ubns[0]))
    assert checkup_stream(case.id, case.firms[0].ubn) not in world.events
