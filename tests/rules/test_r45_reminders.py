"""R45: who still owes something is reminded at the programme's cadence; the guild hears of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.deadline import TAIPEI, WindowKind
from domain.enrolment.agenda import DueReminder, due_reminder, next_instant
from domain.enrolment.commands import AttachLetter, Remind
from domain.enrolment.mail_events import MailIntended, Template
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import ENGINE, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter
from tests.domain.specification import when
from tests.made_up import usual

LIST, FIX = WindowKind.LIST_SUPPLEMENT, WindowKind.LIST_FIX
UPLOAD, AGAIN = WindowKind.UPLOAD, WindowKind.RESUBMISSION
CADENCE = {LIST: (7, 3, 1, 0), FIX: (1, 0), UPLOAD: (60, 30, 14, 7, 3, 1), AGAIN: (14, 7, 3, 1)}
TO_GUILD = {LIST: {3, 1}, FIX: {1}, UPLOAD: {30, 14, 7, 3}, AGAIN: {14, 7, 3}}


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    """Windows of this module's own: their lengths belong to R12, R13, R24 and R28."""
    rules = usual(programme)
    windows = replace(
        rules.windows,
        list_supplement=replace(rules.windows.list_supplement, working_days=8, counts_training_day=False),
        list_fix=replace(rules.windows.list_fix, working_days=3),
        upload=replace(rules.windows.upload, months=3),
        resubmission=replace(rules.windows.resubmission, months=1, hard_stop=date(2025, 10, 31)),
    )
    return World(replace(rules, windows=windows), calendar)


def with_window(world: World, kind: WindowKind) -> MadeUpCase:
    """A case that owes something in a window of the kind."""
    case = applied(world)
    if kind is UPLOAD:
        return case.uploading()
    if kind is AGAIN:
        return case.resubmitting()
    case.trained()
    if kind is FIX:
        case.window_ended(LIST)
    case.checked({case.ubns[0]: ("letter_unsigned",)})
    return case


def at(case: MadeUpCase, kind: WindowKind, days: int) -> datetime:
    """Nine o'clock so many days before the window's last day."""
    day = case.window(kind).deadline.due_date - timedelta(days=days)
    return datetime(day.year, day.month, day.day, 9, tzinfo=TAIPEI)


@pytest.mark.parametrize("kind", list(CADENCE))
def test_r45_each_window_has_its_instants(world: World, kind: WindowKind) -> None:
    case = with_window(world, kind)
    assert case.window(kind).reminders == tuple(at(case, kind, days) for days in CADENCE[kind])


@pytest.mark.parametrize(("kind", "days"), [(kind, days) for kind in CADENCE for days in CADENCE[kind]])
def test_r45_a_reminder_names_the_date_and_the_firms_and_goes_to_the_guild_where_said(
    world: World, kind: WindowKind, days: int
) -> None:
    case = with_window(world, kind)
    instant = at(case, kind, days)
    early = when(case, Remind(kind, instant), ENGINE, instant - timedelta(microseconds=1))
    early.then_nothing()
    told = when(case, Remind(kind, instant), ENGINE, instant)
    [mail] = [write.event for write in told.decision]
    assert isinstance(mail, MailIntended)
    assert (mail.deadline, mail.to_guild) == (case.window(kind).deadline, days in TO_GUILD[kind])
    assert mail.ubns == (case.ubns if kind is UPLOAD else case.ubns[:1])
    when(case, Remind(kind, instant), ENGINE).then_nothing()


def test_r45_instants_that_were_missed_are_one_reminder(world: World) -> None:
    case = with_window(world, UPLOAD)
    now = at(case, UPLOAD, 14) + timedelta(hours=1)
    assert due_reminder(case.state, now) == DueReminder(UPLOAD, at(case, UPLOAD, 14))
    when(case, Remind(UPLOAD, at(case, UPLOAD, 14)), ENGINE, now)
    assert due_reminder(case.state, now) is None
    assert next_instant(case.state) == at(case, UPLOAD, 7)


def test_r45_who_waits_for_us_is_not_reminded(world: World) -> None:
    case = with_window(world, LIST)
    instant = at(case, LIST, 1)
    assert due_reminder(case.state, instant) is not None
    case.ask(AttachLetter(case.ubns[0], letter("new")))
    assert due_reminder(case.state, instant) is None
    when(case, Remind(LIST, instant), ENGINE, instant).then_nothing()
    assert next_instant(case.state) != instant


def test_r45_who_has_resubmitted_everything_is_not_reminded(world: World) -> None:
    case = with_window(world, AGAIN)
    case.submitted(case.ubns[0])
    assert due_reminder(case.state, at(case, AGAIN, 3)) is None
    assert next_instant(case.state) == case.window(AGAIN).deadline.due


def test_r45_nothing_is_due_on_or_before_the_day_a_window_starts(world: World) -> None:
    case = with_window(world, LIST)
    assert all(instant.date() > case.window(LIST).deadline.starts for instant in case.window(LIST).reminders)


def test_r45_an_ended_case_is_not_reminded(world: World) -> None:
    case = with_window(world, UPLOAD)
    instant = at(case, UPLOAD, 7)
    case.window_ended(UPLOAD)
    when(case, Remind(UPLOAD, instant), ENGINE).then_nothing()
    mails = [event.template for event in case.events if isinstance(event, MailIntended)]
    assert (mails[-1], Template.UPLOAD_REMINDER in mails) == (Template.LAPSED_UPLOAD, False)


def test_r45_who_is_not_trained_hears_of_it_before_the_last_day(world: World) -> None:
    sessions = replace(world.programme.sessions, mandatory_last_day=date(2025, 7, 15))
    world.programme = replace(world.programme, sessions=sessions)
    case = applied(world)
    training = WindowKind.TRAINING
    instants = [at(case, training, days) for days in (30, 14, 7)]
    assert list(case.window(training).reminders) == instants
    told = when(case, Remind(training, instants[1]), ENGINE, instants[1])
    mails = [write.event for write in told.decision if isinstance(write.event, MailIntended)]
    assert [mail.template for mail in mails] == [Template.TRAINING_REMINDER]
