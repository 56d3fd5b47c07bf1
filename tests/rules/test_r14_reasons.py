"""R14: who swaps or cancels a trainee's firm says why, and the trainee hears it."""

import pytest

from domain.enrolment.changes import SwapFirm
from domain.enrolment.commands import RemoveFirm
from domain.enrolment.events import FirmRemoved
from domain.enrolment.mail_events import MailIntended, Template
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import why
from tests.domain.made_up_cases import OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import entry
from tests.domain.specification import Answer, when
from tests.made_up import OTHER_SERVICES, firm, settled

NEW = firm(900, OTHER_SERVICES)


@pytest.fixture
def case(programme: Programme, calendar: WorkingCalendar) -> MadeUpCase:
    return applied(World(settled(programme), calendar)).uploading()


def mails(answer: Answer) -> list[MailIntended]:
    return [one.event for one in answer.decision if isinstance(one.event, MailIntended)]


def test_r14_an_officer_cancels_with_a_reason_that_the_trainee_is_told(case: MadeUpCase) -> None:
    first = case.ubns[0]
    when(case, RemoveFirm(first), OFFICER).then_refused("reason_missing")
    told = when(case, RemoveFirm(first, why(case)), OFFICER)
    assert FirmRemoved(first, why(case)) in [write.event for write in told.decision]
    [mail] = mails(told)
    assert (mail.template, mail.note) == (Template.FIRM_REMOVED, why(case))


def test_r14_an_officer_swaps_with_a_reason_that_the_trainee_is_told(case: MadeUpCase) -> None:
    first = case.ubns[0]
    when(case, SwapFirm(first, entry(NEW)), OFFICER).then_refused("reason_missing")
    told = when(case, SwapFirm(first, entry(NEW), why(case)), OFFICER)
    assert FirmRemoved(first, why(case)) in [write.event for write in told.decision]
    [mail] = mails(told)
    assert (mail.template, mail.note) == (Template.FIRM_SWAPPED, why(case))


def test_r14_a_trainee_may_leave_it_unsaid(case: MadeUpCase) -> None:
    first, second = case.ubns[:2]
    told = when(case, SwapFirm(first, entry(NEW)))
    assert [mail.note for mail in mails(told)] == [None]
    when(case, RemoveFirm(second)).then_wrote()
    assert FirmRemoved(second) in case.events


def test_r14_cancelling_again_changes_nothing_and_needs_no_reason(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.ask(RemoveFirm(first, why(case)), OFFICER)
    when(case, RemoveFirm(first), OFFICER).then_nothing()
