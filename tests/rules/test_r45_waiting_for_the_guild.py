"""R45: who has done their own part of the training waits for the guild, and owes nothing meanwhile (R5)."""

import pytest

from domain.deadline import WindowKind
from domain.enrolment.agenda import due_reminder, next_instant
from domain.enrolment.commands import CompleteOnlineCourse, Remind, RemindNow
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import ENGINE, VETTER, MadeUpCase, World, applied
from tests.domain.specification import when
from tests.made_up import settled

TRAINING = WindowKind.TRAINING


@pytest.fixture
def case(programme: Programme, calendar: WorkingCalendar) -> MadeUpCase:
    return applied(World(settled(programme), calendar))


def remind(case: MadeUpCase) -> Remind:
    """It is the last morning on which who owes something of the training is told."""
    case.world.now = case.window(TRAINING).reminders[-1]
    return Remind(TRAINING, case.world.now)


def test_r45_who_waits_for_vetting_alone_is_not_reminded(case: MadeUpCase) -> None:
    case.attended().ask(CompleteOnlineCourse())
    asked = remind(case)
    assert due_reminder(case.state, asked.at) is None
    when(case, RemindNow(None), VETTER).then_refused("nothing_owed")
    assert next_instant(case.state) == case.window(TRAINING).deadline.due


def test_r45_who_has_not_done_the_course_is(case: MadeUpCase) -> None:
    case.attended()
    assert when(case, remind(case), ENGINE).decision != ()
    assert when(case, RemindNow(None), VETTER).refused is None


def test_r45_who_has_not_attended_is(case: MadeUpCase) -> None:
    case.vetted().ask(CompleteOnlineCourse())
    assert when(case, remind(case), ENGINE).decision != ()
    assert when(case, RemindNow(None), VETTER).refused is None
