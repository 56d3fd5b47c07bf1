"""R45: a guild or an officer reminds by hand, of what is owed first, once a day for each case."""

from datetime import date

import pytest

from domain.deadline import WindowKind, midnight_after
from domain.enrolment.agenda import due_reminder
from domain.enrolment.commands import RemindNow, Withdraw
from domain.enrolment.mail_events import MailIntended, Template
from tests.domain.made_up_cases import OFFICER, TRAINING_DAY, VETTER, MadeUpCase, World, applied, last_moment
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import when


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """A list that is one firm short."""
    return applied(world, named=9).trained()


def test_r45_by_hand_it_names_what_is_owed_first_and_the_words_given(case: MadeUpCase) -> None:
    note = sealed(case.trainee.account, "please")
    told = when(case, RemindNow(note), VETTER)
    [mail] = [write.event for write in told.decision]
    assert isinstance(mail, MailIntended)
    assert (mail.template, mail.note, mail.lacking) == (Template.REMINDER_NOW, note, 1)
    assert mail.deadline == case.window(WindowKind.LIST_SUPPLEMENT).deadline


def test_r45_by_hand_once_a_day(case: MadeUpCase) -> None:
    assert when(case, RemindNow(None), VETTER).refused is None
    when(case, RemindNow(None), OFFICER, last_moment(TRAINING_DAY)).then_refused("reminded_already")
    assert when(case, RemindNow(None), VETTER, midnight_after(TRAINING_DAY)).refused is None


def test_r45_by_hand_leaves_the_cadence_as_it_is(case: MadeUpCase) -> None:
    window = case.window(WindowKind.LIST_SUPPLEMENT)
    case.world.now = window.reminders[0]
    due = due_reminder(case.state, case.world.now)
    case.ask(RemindNow(None), VETTER)
    assert due is not None
    assert due_reminder(case.state, case.world.now) == due


def test_r45_by_hand_not_of_nothing(case: MadeUpCase) -> None:
    case.ask(Withdraw(None))
    when(case, RemindNow(None), VETTER, last_moment(date(2025, 4, 20))).then_refused("nothing_owed")
