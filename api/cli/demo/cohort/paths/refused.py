"""Paths that meet a full quota, or a firm or a person that is enrolled already."""

from datetime import datetime, timedelta

from api.cli.demo.cohort import steps
from api.cli.demo.cohort.life import TEN, Life
from api.cli.demo.cohort.programme_days import DAY
from api.cli.demo.cohort.steps import TAKING

MINUTE = timedelta(minutes=1)


def meets_a_full_quota(life: Life, full_at: datetime) -> None:
    """Registers ten factories when every place of manufacturing is taken."""
    life.do_at(full_at, "register", firms=TEN)


def finds_another_firm(life: Life, full_at: datetime) -> None:
    """Exchanges a firm for a factory when all places are taken, then for a services firm, and goes on."""
    life.do(full_at.date() - 2 * DAY, TAKING[0], "register", firms=TEN)
    steps.vetted(life)
    life.do_at(full_at, "remove_firms", firms=(10,))
    life.do_at(full_at + MINUTE, "add_firms", firms=(11,))
    life.do_at(full_at + 2 * MINUTE, "add_firms", firms=(12,))
    life.do(life.training_day, 17, "online_course")
    life.do(life.training_day, 18, "attend")
    steps.passed(life)
    steps.submitted(life, (*TEN[:9], 12))
    steps.reviewed(life)
    steps.paid(life)


def names_a_firm_of_another(life: Life, other: Life) -> None:
    """Names, among services firms, one that another trainee has."""
    taken = next(one for one in reversed(other.firms) if not life.make.is_manufacturing(one))
    life.firms[life.chance.randrange(len(TEN))] = taken
    _registers_after(life, other)


def registers_twice(life: Life, other: Life) -> None:
    """Is another trainee, who is enrolled already, with other firms."""
    life.name, life.national_id = other.name, other.national_id
    _registers_after(life, other)


def _registers_after(life: Life, other: Life) -> None:
    life.do(other.listed_on + life.chance.randint(1, 3) * DAY, 12, "register", firms=TEN)
