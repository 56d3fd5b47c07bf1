"""R28: one notice once ten are decided and any was returned; a month from the day it is accepted."""

from datetime import date, datetime, timedelta

import pytest

from domain.checkup.state import Failed
from domain.deadline import WindowKind, midnight_after
from domain.enrolment.commands import DecideUndeliveredNotice, SubmitCheckup
from domain.enrolment.mail_commands import NoteMailAccepted, NoteMailRefused
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.state import InReview, Resubmitting
from domain.task import ClaimTask, TaskKind
from tests.domain.made_up_cases import ENGINE, OFFICER, MadeUpCase, World, applied, last_moment, noon
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import when

NOTICED, LAST_DAY, HARD_STOP = date(2025, 5, 20), date(2025, 6, 20), date(2025, 10, 31)
CLOSED = "resubmission_window_closed"


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Ten submitted, none decided."""
    return applied(world).in_review()


def mended(case: MadeUpCase, noticed_on: date) -> MadeUpCase:
    """Two of the ten returned, the notice accepted then, the first of them mended."""
    case.reviewed(sent_back=case.ubns[:2])
    case.world.now = noon(noticed_on)
    return case.noticed().filled(case.ubns[0])


def notices(case: MadeUpCase) -> list[MailIntended]:
    mails = [event for event in case.events if isinstance(event, MailIntended)]
    return [mail for mail in mails if mail.template is Template.RESUBMISSION_NOTICE]


@pytest.mark.parametrize(
    ("noticed_on", "at", "code"),
    [
        (NOTICED, last_moment(LAST_DAY), None),
        (NOTICED, midnight_after(LAST_DAY), CLOSED),
        (date(2025, 10, 14), last_moment(HARD_STOP), None),
        (date(2025, 10, 14), midnight_after(HARD_STOP), CLOSED),
    ],
    ids=["in the month", "after the month", "on the hard stop", "after the hard stop"],
)
def test_r28_a_month_from_the_notice_but_never_past_the_hard_stop(
    case: MadeUpCase, noticed_on: date, at: datetime, code: str | None
) -> None:
    mended(case, noticed_on)
    told = when(case, SubmitCheckup(case.ubns[0]), at=at)
    assert (told.refused.code if told.refused else None) == code


def test_r28_the_day_of_acceptance_counts_whenever_the_case_hears_of_it(case: MadeUpCase) -> None:
    case.reviewed(sent_back=case.ubns[:1])
    case.world.now = noon(NOTICED + timedelta(days=3))
    case.noticed(accepted_at=last_moment(NOTICED))
    assert case.window(WindowKind.RESUBMISSION).deadline.starts == NOTICED


def test_r28_the_notice_waits_for_the_tenth_first_decision(case: MadeUpCase) -> None:
    *most, last = case.ubns
    case.reviewed(*most, sent_back=most)
    assert notices(case) == []
    case.reviewed(last)
    assert [mail.ubns for mail in notices(case)] == [tuple(most)]


def test_r28_all_ten_returned_are_one_notice_and_one_window(case: MadeUpCase) -> None:
    case.reviewed(sent_back=case.ubns)
    assert [mail.ubns for mail in notices(case)] == [case.ubns]
    case.noticed()
    when(case, NoteMailAccepted(notices(case)[0].mail, case.world.now), ENGINE).then_nothing()
    assert case.stage is Resubmitting
    case.submitted().reviewed()
    assert len(notices(case)) == 1


def test_r28_a_notice_that_no_server_takes_is_an_officer_s_to_give(case: MadeUpCase) -> None:
    case.reviewed(sent_back=case.ubns[:2])
    case.world.now = noon(NOTICED)
    case.ask(NoteMailRefused(notices(case)[0].mail, case.world.now, 550), ENGINE)
    task, why = case.task(TaskKind.UNDELIVERED_NOTICE), sealed(case.trainee.account, "told by telephone")
    case.ask(ClaimTask(task), OFFICER)
    ahead = DecideUndeliveredNotice(task, NOTICED + timedelta(days=1), why)
    when(case, ahead, OFFICER).then_refused("notified_in_future")
    case.ask(DecideUndeliveredNotice(task, NOTICED, why), OFFICER)
    assert case.window(WindowKind.RESUBMISSION).deadline.due_date == LAST_DAY
    assert len(notices(case)) == 1


def test_r28_an_officer_s_notice_on_the_hard_stop_opens_no_window(case: MadeUpCase) -> None:
    case.reviewed(sent_back=case.ubns[:1])
    case.world.now = noon(HARD_STOP)
    case.ask(NoteMailRefused(notices(case)[0].mail, case.world.now, 550), ENGINE)
    task = case.task(TaskKind.UNDELIVERED_NOTICE)
    case.ask(ClaimTask(task), OFFICER)
    case.ask(DecideUndeliveredNotice(task, HARD_STOP, sealed(case.trainee.account, "told")), OFFICER)
    assert (case.stage, bool(case.task(TaskKind.LATE_NOTICE))) == (InReview, True)


def test_r28_the_tenth_submitted_when_the_others_are_returned_already(world: World) -> None:
    case = applied(world).uploading()
    *most, last = case.ubns
    case.submitted(*most).reviewed(sent_back=most)
    when(case, SubmitCheckup(most[0])).then_refused("resubmission_not_open")
    case.submitted(last)
    assert case.stage is InReview
    assert notices(case) == []
    case.reviewed(last)
    assert len(notices(case)) == 1


def test_r28_nothing_is_resubmitted_before_the_notice_is_out(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.reviewed(sent_back=[first]).filled(first)
    when(case, SubmitCheckup(first)).then_refused("resubmission_not_open")


def test_r28_a_return_that_the_case_has_not_seen_is_not_taken_for_done(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.reviewed(first, sent_back=[first], seen=False)
    when(case, SubmitCheckup(first)).then_refused("resubmission_not_open")


def test_r28_nothing_returned_no_notice(case: MadeUpCase) -> None:
    case.reviewed()
    assert notices(case) == []


def test_r28_there_is_one_round(case: MadeUpCase) -> None:
    first = mended(case, NOTICED).ubns[0]
    case.submitted(first).reviewed(first, sent_back=[first])
    assert isinstance(case.checkup(first), Failed)
    when(case, SubmitCheckup(first)).then_refused("checkup_not_open")
