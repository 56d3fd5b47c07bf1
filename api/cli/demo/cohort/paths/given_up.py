"""Paths that someone ends: the trainee, or the guild."""

from api.cli.demo.cohort import steps
from api.cli.demo.cohort.life import TEN, Life
from api.cli.demo.cohort.programme_days import DAY


def not_accepted(life: Life) -> None:
    """The guild does not accept the registration."""
    steps.registered(life, life.some_of(TEN, 2, 5))
    day = life.registered_at.date() + DAY
    life.frees(life.do(day, 9, "vet", accepted=False), life.actions[0].firms or TEN)


def before_the_session(life: Life) -> None:
    """The trainee gives up before the session."""
    steps.registered(life, TEN[:2])
    steps.vetted(life)
    life.frees(life.do(life.training_day - 2 * DAY, 13, "withdraw"), life.actions[0].firms or TEN)


def while_listing(life: Life) -> None:
    """The trainee gives up while the list is open."""
    steps.trained(life, TEN[:2])
    life.frees(life.do(life.training_day + 5 * DAY, 13, "withdraw"), life.actions[0].firms or TEN)


def while_in_review(life: Life) -> None:
    """The trainee gives up with one checkup returned and others under review, which are decided after."""
    steps.trained_and_listed(life)
    first, second = life.some_of(TEN[:4], 2, 3), life.some_of(TEN[4:8], 2, 3)
    day = life.passed_on + 10 * DAY
    life.do(day, 10, "submit", firms=first)
    life.do(day + 4 * DAY, 14, "review", wrong=first[:1])
    life.do(day + 5 * DAY, 10, "submit", firms=second)
    kept = {*first[1:], *second}
    gone = life.do(day + 7 * DAY, 13, "withdraw")
    life.frees(gone, [one for one in TEN if one not in kept])
    life.frees(life.do(day + 9 * DAY, 14, "review", wrong=second[:1]), second[:1])
