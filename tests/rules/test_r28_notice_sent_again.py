"""R28: a notice that reached nobody starts the month once it is accepted, unless an officer gave the day."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.deadline import WindowKind
from domain.enrolment.commands import DecideUndeliveredNotice
from domain.enrolment.mail_commands import CorrectEmail, NoteMailAccepted, NoteMailRefused, SendAgain
from domain.enrolment.mail_events import EmailCorrected, MailIntended, MailRefused, MailRepeated, Template
from domain.enrolment.state import InReview, Resubmitting
from domain.task import ClaimTask, TaskKind, open_of_kind
from tests.domain.made_up_cases import ENGINE, OFFICER, MadeUpCase, World, applied, noon
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import when

RETURNED, TAKEN = date(2025, 5, 19), date(2025, 5, 26)
AGAIN, HARD_STOP = WindowKind.RESUBMISSION, date(2025, 10, 31)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Two of ten returned; the notice was refused for good."""
    case = applied(world).in_review()
    world.now = noon(RETURNED)
    case.reviewed(sent_back=case.ubns[:2])
    case.ask(NoteMailRefused(case.notices()[0], world.now, 550, "550 no such mailbox"), ENGINE)
    return case


def corrected(case: MadeUpCase) -> MadeUpCase:
    case.ask(CorrectEmail(sealed(case.trainee.account, "new@example.com"), why(case)))
    return case


def why(case: MadeUpCase) -> object:
    return sealed(case.trainee.account, "a slip of the pen")


def refused_mail(case: MadeUpCase) -> UUID:
    return next(event.mail for event in case.events if isinstance(event, MailRefused))


def given_by_an_officer(case: MadeUpCase, day: date) -> None:
    task = case.task(TaskKind.UNDELIVERED_NOTICE)
    case.ask(ClaimTask(task), OFFICER)
    case.ask(DecideUndeliveredNotice(task, day, why(case)), OFFICER)


def test_r28_a_corrected_address_gets_the_notice_and_its_acceptance_starts_the_month(
    case: MadeUpCase,
) -> None:
    corrected(case)
    world, [again] = case.world, case.notices()
    assert open_of_kind(case.state.case.tasks, TaskKind.UNDELIVERED_NOTICE) is not None
    world.now = noon(TAKEN)
    case.noticed()
    assert (case.stage, case.window(AGAIN).deadline.starts) == (Resubmitting, TAKEN)
    assert open_of_kind(case.state.case.tasks, TaskKind.UNDELIVERED_NOTICE) is None
    when(case, NoteMailAccepted(again, world.now), ENGINE).then_nothing()


def test_r28_an_officer_sends_the_notice_again_once(case: MadeUpCase) -> None:
    mail = refused_mail(case)
    case.ask(SendAgain(mail), OFFICER)
    assert len(case.notices()) == 1
    when(case, SendAgain(mail), OFFICER).then_refused("mail_not_refused")


def test_r28_the_day_that_an_officer_has_given_stands(case: MadeUpCase) -> None:
    corrected(case)
    given_by_an_officer(case, RETURNED)
    [again] = case.notices()
    case.world.now = noon(TAKEN)
    told = when(case, NoteMailAccepted(again, case.world.now), ENGINE)
    assert len(told.decision) == 1
    assert case.window(AGAIN).deadline.starts == RETURNED


def test_r28_a_day_given_on_the_hard_stop_is_not_undone_by_a_later_acceptance(case: MadeUpCase) -> None:
    case.world.now = noon(HARD_STOP)
    corrected(case)
    given_by_an_officer(case, HARD_STOP)
    [again] = case.notices()
    case.ask(NoteMailAccepted(again, case.world.now - timedelta(days=30)), ENGINE)
    assert (case.stage, bool(case.task(TaskKind.LATE_NOTICE))) == (InReview, True)


@pytest.mark.parametrize("sent_again", [False, True])
def test_r28_nobody_was_told_before_there_was_a_notice(case: MadeUpCase, sent_again: bool) -> None:
    case.world.now = noon(TAKEN)
    if sent_again:
        corrected(case)
    task = case.task(TaskKind.UNDELIVERED_NOTICE)
    case.ask(ClaimTask(task), OFFICER)
    before = DecideUndeliveredNotice(task, RETURNED - timedelta(days=1), why(case))
    told = when(case, before, OFFICER)
    told.then_refused("notified_before_notice")
    assert told.refused is not None
    assert {"2025-05-18", "2025-05-19"} <= set(told.refused.message_zh.replace("，", " ").split())
    case.ask(DecideUndeliveredNotice(task, RETURNED, why(case)), OFFICER)
    assert case.window(AGAIN).deadline.starts == RETURNED


def test_r28_of_a_notice_of_before_its_day_is_not_known(case: MadeUpCase) -> None:
    events = [
        replace(event, intended_on=None) if isinstance(event, MailIntended) else event
        for event in case.events
    ]
    case.world.events[case.id] = events
    case.world.now = noon(TAKEN)
    fresh = World(case.world.programme, case.world.calendar)
    fresh.events, fresh.now = case.world.events, case.world.now
    again = replace(case, world=fresh)
    given_by_an_officer(again, RETURNED - timedelta(days=1))
    assert again.window(AGAIN).deadline.starts == RETURNED - timedelta(days=1)


def test_r28_after_the_officer_s_day_the_notice_is_not_sent_again(case: MadeUpCase) -> None:
    given_by_an_officer(case, RETURNED)
    when(case, SendAgain(refused_mail(case)), OFFICER).then_refused("mail_out_of_date")
    corrected(case)
    assert case.notices() == []


def test_r28_a_notice_refused_twice_is_one_task(case: MadeUpCase) -> None:
    corrected(case)
    told = when(case, NoteMailRefused(case.notices()[0], case.world.now, 550), ENGINE)
    assert [type(write.event) for write in told.decision] == [MailRefused]
    corrected_again = CorrectEmail(sealed(case.trainee.account, "third@example.com"), why(case))
    case.ask(corrected_again)
    assert len(case.notices()) == 1


def test_r28_a_correction_is_the_address_and_each_mail_that_still_matters(world: World) -> None:
    case = applied(world).uploading()
    waiting = list(case.state.case.mails.values())
    for mail in waiting:
        case.ask(NoteMailRefused(mail.mail, world.now, 550), ENGINE)
    address = sealed(case.trainee.account, "new@example.com")
    told = [write.event for write in case.ask(CorrectEmail(address, why(case)))]
    assert told[0] == EmailCorrected(address)
    assert case.state.case.trainee.email == address
    again = {event.template for event in told if isinstance(event, MailIntended)}
    assert again == {Template.LIST_PASSED}
    repeated = [event.refused for event in told if isinstance(event, MailRepeated)]
    assert repeated == [mail.mail for mail in waiting if mail.template in again]
    when(case, CorrectEmail(address, why(case))).then_nothing()


def test_r28_a_mail_that_is_waiting_cannot_be_sent_again(case: MadeUpCase) -> None:
    waiting = next(iter(case.state.case.mails))
    when(case, SendAgain(waiting), OFFICER).then_refused("mail_not_refused")
