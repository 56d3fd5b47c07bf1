"""R45: each step of a case is told to its trainee, and to the guild where the programme says so."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.deadline import WindowKind
from domain.enrolment.commands import CompleteOnlineCourse, Vet, Withdraw
from domain.enrolment.mail_commands import NoteMailRefused, SendAgain
from domain.enrolment.mail_events import MailIntended, Template
from domain.programme import Programme, parse_programme
from domain.task import ClaimTask, TaskKind
from domain.working_calendar import WorkingCalendar
from store.programme_files import programme_document
from tests.domain.made_up_cases import ENGINE, OFFICER, VETTER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import sealed
from tests.made_up import NEITHER, firms, usual

STEPS: dict[Template, tuple[Callable[[World], Any], bool]] = {
    Template.REGISTERED: (applied, False),
    Template.REJECTED: (lambda world: applied(world).vetted(accepted=False), True),
    Template.VETTED: (lambda world: applied(world).vetted(), False),
    Template.TRAINED: (lambda world: applied(world).trained(), False),
    Template.LIST_RETURNED: (lambda world: with_one_wrong(applied(world).trained()), True),
    Template.LIST_PASSED: (lambda world: applied(world).uploading(), False),
    Template.ALL_SUBMITTED: (lambda world: applied(world).in_review(), False),
    Template.RESUBMISSION_NOTICE: (lambda world: applied(world).resubmitting(), True),
    Template.WITHDRAWN: (lambda world: applied(world).ask(Withdraw(None)), True),
    Template.LAPSED_TRAINING: (lambda world: applied(world).window_ended(WindowKind.TRAINING), True),
    Template.LAPSED_LIST: (lambda world: lapsed(applied(world, named=9)), True),
    Template.LAPSED_UPLOAD: (
        lambda world: applied(world).uploading().window_ended(WindowKind.UPLOAD),
        True,
    ),
    Template.FAILED: (lambda world: applied(world).resubmitting().window_ended(AGAIN), True),
    Template.CERTIFIED: (lambda world: applied(world).certified(), False),
    Template.CERTIFIED_WITHOUT_FEE: (
        lambda world: applied(world, firms=firms(700, *[(NEITHER, False)] * 10)).certified(),
        False,
    ),
}
AGAIN = WindowKind.RESUBMISSION


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    """What gates the fee belongs to R20."""
    rules = usual(programme)
    return World(replace(rules, mixes=replace(rules.mixes, gates=("fee",))), calendar)


def with_one_wrong(case: MadeUpCase) -> MadeUpCase:
    return case.checked({case.ubns[0]: ("letter_unsigned",)})


def lapsed(case: MadeUpCase) -> MadeUpCase:
    return case.trained().window_ended(WindowKind.LIST_SUPPLEMENT)


def mails(world: World) -> list[MailIntended]:
    return [event for events in world.events.values() for event in events if isinstance(event, MailIntended)]


def the(world: World, template: Template) -> MailIntended:
    [mail] = [mail for mail in mails(world) if mail.template is template]
    return mail


@pytest.mark.parametrize("template", list(STEPS))
def test_r45_a_step_is_told_once_and_copied_to_the_guild_where_said(world: World, template: Template) -> None:
    live, copied = STEPS[template]
    live(world)
    assert the(world, template).to_guild is copied


def test_r45_every_notice_of_the_programme_has_its_step(world: World) -> None:
    assert {template.value for template in STEPS} == set(type(world.programme.notices).__slots__)


def test_r45_a_programme_of_before_the_table_keeps_the_copies_of_its_cases() -> None:
    document: dict[str, Any] = programme_document()
    del document["notices"], document["sources"]["notices"]
    notices = parse_programme(document).notices
    copied = {name for name in type(notices).__slots__ if notices.copies(name)}
    assert copied == {
        "rejected",
        "list_returned",
        "resubmission_notice",
        "lapsed_training",
        "lapsed_list",
        "lapsed_upload",
        "failed",
    }


def test_r45_registration_names_its_firms_what_is_lacking_and_the_training_window(world: World) -> None:
    case = applied(world, named=3)
    told = the(world, Template.REGISTERED)
    assert (told.ubns, told.lacking) == (case.ubns, 7)
    assert told.deadline == case.window(WindowKind.TRAINING).deadline


def test_r45_who_is_trained_by_the_vetting_hears_of_the_training_alone(world: World) -> None:
    case = applied(world, named=8)
    case.ask(CompleteOnlineCourse())
    case.attended().vetted()
    told = the(world, Template.TRAINED)
    assert Template.VETTED not in [mail.template for mail in mails(world)]
    assert (told.deadline, told.lacking) == (case.window(WindowKind.LIST_SUPPLEMENT).deadline, 2)


def test_r45_a_rejection_and_a_withdrawal_carry_their_reason(world: World) -> None:
    rejected, withdrawn = applied(world, 1), applied(world, 2)
    why = sealed(rejected.trainee.account, "not a member")
    task = rejected.task(TaskKind.VET_REGISTRATION)
    rejected.ask(ClaimTask(task), VETTER)
    rejected.ask(Vet(task, False, why), VETTER)
    withdrawn.ask(Withdraw(why))
    assert [the(world, template).note for template in (Template.REJECTED, Template.WITHDRAWN)] == [why, why]


def test_r45_a_lapse_of_the_list_names_the_firms_to_mend_and_how_many_are_lacking(world: World) -> None:
    case = applied(world, named=8).trained().listed()
    wrong = case.ubns[:2]
    case.checked(dict.fromkeys(wrong, ("letter_unsigned",))).window_ended(WindowKind.LIST_SUPPLEMENT)
    assert set(the(world, Template.LAPSED_LIST).ubns) == set(wrong)
    lapsed(applied(world, 2, named=7))
    assert [mail.lacking for mail in mails(world) if mail.template is Template.LAPSED_LIST] == [0, 3]


def test_r45_all_submitted_is_told_with_the_last_and_not_before(world: World) -> None:
    case = applied(world).uploading()
    *most, last = case.ubns
    case.submitted(*most)
    assert Template.ALL_SUBMITTED not in [mail.template for mail in mails(world)]
    case.submitted(last)
    assert the(world, Template.ALL_SUBMITTED).ubns == case.ubns


def test_r45_a_mail_sent_again_says_the_same_under_an_id_of_its_own(world: World) -> None:
    case = applied(world).uploading()
    [passed] = [mail for mail in mails(world) if mail.template is Template.LIST_PASSED]
    case.ask(NoteMailRefused(passed.mail, world.now, 550), ENGINE)
    case.ask(SendAgain(passed.mail), OFFICER)
    again = mails(world)[-1]
    assert (again.template, again.deadline, again.ubns) == (passed.template, passed.deadline, passed.ubns)
    assert again.mail != passed.mail
