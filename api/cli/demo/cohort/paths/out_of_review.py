"""Paths on which fewer than ten checkups are approved in the end."""

from api.cli.demo.cohort import steps
from api.cli.demo.cohort.life import SECOND_LATE, TEN, Life
from api.cli.demo.cohort.programme_days import DAY


def does_not_pass_again(life: Life) -> None:
    """What came back is submitted again, and comes back again."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    wrong = life.some_of(TEN)
    steps.reviewed(life, wrong)
    steps.resubmitted(life)
    steps.reviewed(life, wrong[:1], after=4)
    life.frees(life.actions[-1].at, wrong[:1])


def does_not_resubmit(life: Life) -> None:
    """Some of what came back is not submitted again."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    wrong = life.some_of(TEN, 2, 3)
    steps.reviewed(life, wrong)
    life.frees_after(life.days.resubmission_ends(life.reviewed_on), wrong[:1])
    steps.resubmitted(life, wrong[1:])
    steps.reviewed(life, after=2)


def resubmits_a_second_late(life: Life) -> None:
    """What came back is submitted one second after its window has ended."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    wrong = life.some_of(TEN)
    steps.reviewed(life, wrong)
    last = life.days.resubmission_ends(life.reviewed_on)
    life.frees_after(last, wrong)
    life.do(last + DAY, SECOND_LATE, "submit", firms=wrong)


def told_on_the_hard_stop(life: Life) -> None:
    """The notice comes when no window can open any more, and an officer ends the case."""
    steps.trained_and_listed(life)
    steps.submitted_at_last(life)
    wrong = life.some_of(TEN)
    day = life.days.hard_stop + life.chance.choice((0, 3)) * DAY
    life.do(day, 14, "review", wrong=wrong)
    life.frees(life.do(day + 5 * DAY, 12, "end_late_notice"), wrong)
