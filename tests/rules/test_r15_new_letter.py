"""R15: a letter whose consent was withdrawn is none; a firm comes again with one that is newly signed."""

import pytest

from domain.checkup.state import Filling
from domain.deadline import WindowKind
from domain.enrolment.changes import ConsentWithdrawn, ProposeReinstatement, SwapFirm, WithdrawConsent
from domain.enrolment.commands import AddFirm, AttachLetter, FirmEntry, RemoveFirm
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, why
from tests.domain.made_up_cases import OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import entry, letter
from tests.domain.specification import when
from tests.made_up import OTHER_SERVICES, firm, settled

NEW = firm(900, OTHER_SERVICES)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).uploading()


def withdrawn(case: MadeUpCase, ubn: str) -> None:
    answer = when(case, WithdrawConsent(ubn, why(case)), OFFICER)
    assert answer.refused is None, answer.refused


def with_letter(profile: FirmProfile, signed: FileRef | None) -> AddFirm:
    return AddFirm(FirmEntry(profile, True, signed))


def test_r15_the_old_letter_brings_no_firm_back(case: MadeUpCase) -> None:
    gone = case.firm(case.ubns[0])
    withdrawn(case, gone.profile.ubn)
    when(case, with_letter(gone.profile, gone.letter)).then_refused("letter_withdrawn")
    swap = SwapFirm(case.ubns[0], FirmEntry(gone.profile, True, gone.letter))
    when(case, swap).then_refused("letter_withdrawn")
    assert gone.profile.ubn not in case.ubns


def test_r15_a_newly_signed_letter_is_a_new_consent(case: MadeUpCase) -> None:
    gone = case.firm(case.ubns[0])
    withdrawn(case, gone.profile.ubn)
    assert when(case, with_letter(gone.profile, letter("signed anew"))).refused is None
    assert case.firm(gone.profile.ubn).consents
    checkup = case.checkup(gone.profile.ubn)
    assert isinstance(checkup, Filling)
    assert checkup.content.consents


def test_r15_the_old_letter_is_not_attached_either(world: World) -> None:
    case = applied(world, named=9).trained()
    gone = case.firm(case.ubns[0])
    withdrawn(case, gone.profile.ubn)
    assert gone.letter is not None
    assert when(case, with_letter(gone.profile, None)).refused is None
    when(case, AttachLetter(gone.profile.ubn, gone.letter)).then_refused("letter_withdrawn")
    assert when(case, AttachLetter(gone.profile.ubn, letter("signed anew"))).refused is None


def test_r15_a_letter_that_was_replaced_before_is_withdrawn_too(world: World) -> None:
    case = applied(world).trained()
    first = case.firm(case.ubns[0])
    case.ask(AttachLetter(first.profile.ubn, letter("better")))
    withdrawn(case, first.profile.ubn)
    when(case, with_letter(first.profile, first.letter)).then_refused("letter_withdrawn")
    when(case, with_letter(first.profile, letter("better"))).then_refused("letter_withdrawn")


def test_r15_one_file_for_two_firms_is_withdrawn_for_the_one_alone(world: World) -> None:
    case = applied(world, named=9).trained()
    first = case.firm(case.ubns[0])
    withdrawn(case, first.profile.ubn)
    assert when(case, with_letter(NEW, first.letter)).refused is None


def test_r15_who_only_left_comes_back_with_the_same_letter(case: MadeUpCase) -> None:
    gone = case.firm(case.ubns[0])
    case.ask(RemoveFirm(gone.profile.ubn))
    assert when(case, with_letter(gone.profile, gone.letter)).refused is None


@pytest.mark.parametrize("swap", [True, False])
def test_r15_the_owner_of_a_firm_that_left_a_live_case_withdraws_too(case: MadeUpCase, swap: bool) -> None:
    gone = case.firm(case.ubns[0])
    ubn = gone.profile.ubn
    case.filled(ubn).ask(SwapFirm(ubn, entry(NEW)) if swap else RemoveFirm(ubn))
    withdrawn(case, ubn)
    checkup = case.checkup(ubn)
    assert not checkup.content.consents  # type: ignore[union-attr]  # it was opened
    assert case.events[-1] == ConsentWithdrawn(ubn)
    when(case, WithdrawConsent(ubn, why(case)), OFFICER).then_nothing()
    last = case.ubns[-1]
    when(case, SwapFirm(last, FirmEntry(gone.profile, True, gone.letter))).then_refused("letter_withdrawn")


def test_r15_before_the_training_too(world: World) -> None:
    case = applied(world, named=3)
    gone = case.firm(case.ubns[0])
    case.ask(RemoveFirm(gone.profile.ubn))
    withdrawn(case, gone.profile.ubn)
    when(case, with_letter(gone.profile, gone.letter)).then_refused("letter_withdrawn")


def test_r15_a_firm_that_never_was_of_the_case_is_not_listed(case: MadeUpCase) -> None:
    when(case, WithdrawConsent(NEW.ubn, why(case)), OFFICER).then_refused("firm_not_listed")
    case.window_ended(WindowKind.UPLOAD)
    when(case, WithdrawConsent(NEW.ubn, why(case)), OFFICER).then_refused("firm_not_listed")


def test_r15_what_was_withdrawn_after_an_end_before_training_comes_not_back_with_the_case(
    world: World,
) -> None:
    case = applied(world, named=3).vetted(accepted=False)
    gone = case.state.before.case.firms[case.firms[0].ubn]
    withdrawn(case, gone.profile.ubn)
    last_day = world.programme.sessions.mandatory_last_day
    carried_out(case, ProposeReinstatement(last_day, why(case)))
    assert gone.profile.ubn not in case.ubns
    assert len(case.ubns) == 2
