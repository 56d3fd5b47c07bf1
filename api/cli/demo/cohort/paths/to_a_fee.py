"""Paths through everything: ten checkups approved, and paid where the list makes a set."""

from api.cli.demo.cohort import steps
from api.cli.demo.cohort.life import LAST_SECOND, TEN, Life
from api.cli.demo.cohort.programme_days import DAY


def straight(life: Life) -> None:
    """Everything right the first time."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life)
    steps.paid(life)


def resubmits(life: Life) -> None:
    """Some checkups come back, and pass the second time."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life, life.some_of(TEN))
    steps.resubmitted(life)
    steps.reviewed(life, after=3)
    steps.paid(life)


def reviewed_as_they_come(life: Life) -> None:
    """A first checkup is decided, and comes back, before the others are submitted."""
    steps.trained_and_listed(life)
    early = life.some_of(TEN)
    first = life.passed_on + 5 * DAY
    life.do(first, 10, "submit", firms=early)
    life.do(first + 4 * DAY, 14, "review", wrong=early[:1])
    steps.submitted(life, [one for one in TEN if one not in early], least=first + 10 * DAY)
    steps.reviewed(life)
    steps.resubmitted(life, early[:1])
    steps.reviewed(life, after=2)
    steps.paid(life)


def mends_the_list_inside(life: Life) -> None:
    """A letter is found wrong inside the window and replaced inside it."""
    steps.trained(life, TEN[:2])
    steps.listed(life)
    wrong, found = life.some_of(TEN), life.training_day + 6 * DAY
    life.do(found, 15, "check_list", wrong=wrong)
    life.do(found + DAY, 11, "attach_letters", firms=wrong)
    steps.passed(life, found + 2 * DAY)
    _finish(life)


def mends_the_list_after(life: Life) -> None:
    """The list is checked after its window, and has three working days for what was wrong."""
    steps.trained(life, TEN[:2])
    steps.listed(life)
    wrong, found = life.some_of(TEN), life.days.working_day_from(life.list_ends + DAY)
    life.do(found, 15, "check_list", wrong=wrong)
    last = life.days.list_fix_ends(found)
    life.do(last, LAST_SECOND, "attach_letters", firms=wrong)
    steps.passed(life, last + DAY)
    _finish(life)


def attends_a_later_session(life: Life) -> None:
    """Does not come to the session registered for, and comes to another of the guild."""
    assert life.later is not None
    steps.registered(life)
    steps.vetted(life)
    life.training_day = type(life.training_day).fromisoformat(life.later.day)
    life.do(life.training_day - 3 * DAY, 20, "online_course")
    life.do(life.training_day, 18, "attend", session=life.later.key)
    steps.passed(life)
    _finish(life)


def course_after_the_session(life: Life) -> None:
    """The online course is done days after the session, whose day counts all the same."""
    steps.registered(life)
    steps.vetted(life)
    life.do(life.training_day, 18, "attend")
    last = life.days.programme.sessions.mandatory_last_day
    life.do(min(life.training_day + 4 * DAY, last), 20, "online_course")
    steps.passed(life)
    _finish(life)


def lists_in_the_last_second(life: Life) -> None:
    """The tenth firm is named one second before the window ends."""
    steps.trained(life, TEN[:2])
    at = life.do(life.training_day + 3 * DAY, 11, "add_firms", firms=TEN[2:9])
    life.takes(at, TEN[2:9])
    life.do(life.list_ends, LAST_SECOND, "add_firms", firms=TEN[9:])
    steps.passed(life, life.list_ends + 2 * DAY)
    _finish(life)


def submits_in_the_last_second(life: Life) -> None:
    """The checkups are submitted one second before the upload window ends."""
    steps.trained_and_listed(life)
    steps.submitted_at_last(life)
    steps.reviewed(life)
    steps.paid(life)


def resubmits_in_the_last_second(life: Life) -> None:
    """What came back is submitted one second before its window ends."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    wrong = life.some_of(TEN)
    steps.reviewed(life, wrong)
    life.do(life.days.resubmission_ends(life.reviewed_on), LAST_SECOND, "submit", firms=wrong)
    steps.reviewed(life, after=4)
    steps.paid(life)


def cut_by_the_hard_stop(life: Life) -> None:
    """The notice comes in October: the month ends with the hard stop, and is used to its last second."""
    steps.trained_and_listed(life)
    steps.submitted_at_last(life)
    wrong = life.some_of(TEN)
    steps.reviewed(life, wrong)
    life.do(life.days.hard_stop, LAST_SECOND, "submit", firms=wrong)
    steps.reviewed(life, after=5)
    steps.paid(life)


def reviewed_late(life: Life) -> None:
    """The reviewers take longer than their own window."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life, after=21)
    steps.paid(life)


def payment_comes_back(life: Life) -> None:
    """The bank returns the money, and a second batch pays it."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life)
    first = life.reviewed_on + 8 * DAY
    life.do(first, 11, "pay", returned="account_closed")
    life.do(first + 14 * DAY, 11, "pay")


def officer_sets_a_fee(life: Life) -> None:
    """An officer sets the fee of a firm of neither sector, once twice over."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life)
    for days, amount in ((2, 1000), (3, life.chance.choice((300, 500, 700)))):
        life.do(life.reviewed_on + days * DAY, 13, "decide_fee", firms=(8,), amount=amount)
    life.do(life.reviewed_on + 3 * DAY, 15, "decide_fee", firms=(9,), amount=700)
    steps.paid(life)


def replaces_a_firm(life: Life) -> None:
    """A firm is taken off the list before it is checked, and another one named."""
    steps.trained(life)
    [gone] = life.some_of(TEN, 1, 1)
    life.firms.append(life.make.like(life.firms[gone - 1]))
    freed = life.do(life.training_day + 3 * DAY, 12, "remove_firms", firms=(gone,))
    life.frees(freed, (gone,))
    life.takes(life.do(life.training_day + 3 * DAY, 16, "add_firms", firms=(11,)), (11,))
    steps.passed(life)
    ten = [position for position in (*TEN, 11) if position != gone]
    steps.submitted(life, ten)
    steps.reviewed(life)
    steps.paid(life)


def _finish(life: Life) -> None:
    """From a passed list to the payment."""
    steps.submitted(life)
    steps.reviewed(life)
    steps.paid(life)
