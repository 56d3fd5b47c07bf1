"""Stretches of a made-up life that paths share, each from where the one before left off."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from api.cli.demo.cohort.life import LAST_SECOND, TEN, Life
from api.cli.demo.cohort.programme_days import DAY

# Places are taken at these hours only, and given up at others: which came first is never in doubt.
TAKING = (10, 11, 16)


def registered(life: Life, firms: Iterable[int] = TEN) -> None:
    """Registration some days before the session, with all ten firms where the session asks for them."""
    named = tuple(firms) if life.is_early else TEN
    day = life.training_day - timedelta(days=life.chance.randint(4, 8))
    life.takes(life.do(day, TAKING[0], "register", firms=named), named)


def registered_before(life: Life, day: date, firms: Iterable[int]) -> None:
    """Registration some days before a day on which something will be heard, with a few firms."""
    named = tuple(firms)
    at = life.do(day - timedelta(days=life.chance.randint(3, 8)), TAKING[0], "register", firms=named)
    life.takes(at, named)


def vetted(life: Life) -> None:
    """The guild accepts the day after."""
    life.do(life.registered_at.date() + DAY, 9, "vet")


def trained(life: Life, firms: Iterable[int] = TEN) -> None:
    """Registered, vetted, the online course done, and the session attended."""
    registered(life, firms)
    vetted(life)
    life.do(life.training_day - 2 * DAY, 20, "online_course")
    life.do(life.training_day, 18, "attend", attendance=life.chance.choice(("on_site", "online")))


def listed(life: Life) -> None:
    """The firms that are still missing from the list follow in two goes, well inside the window."""
    have = life.actions[0].firms or TEN
    missing = [position for position in TEN if position not in have]
    half = len(missing) // 2
    for go, hour, firms in ((2, TAKING[1], missing[:half]), (4, TAKING[2], missing[half:])):
        if firms:
            at = life.do(life.training_day + go * DAY, hour, "add_firms", firms=tuple(firms))
            life.takes(at, firms)


def passed(life: Life, day: date | None = None) -> None:
    """The list is checked and passes: six days after the session unless said."""
    life.passed_on = day or life.training_day + 6 * DAY
    life.do(life.passed_on, 15, "check_list")


def trained_and_listed(life: Life) -> None:
    """From registration to a list that has passed: the letters at once, or a supplement."""
    trained(life, TEN[: life.chance.choice((2, 3, 10))])
    listed(life)
    passed(life)


def submitted(life: Life, firms: Iterable[int] = TEN, *, least: date | None = None) -> None:
    """The checkups are submitted in one to three goes, from `least` on; the reviews are left to others."""
    positions, first = list(firms), least or life.passed_on + 10 * DAY
    goes = min(life.chance.randint(1, 3), len(positions))
    days = sorted(life.day_between(first, life.upload_ends - DAY) for _ in range(goes))
    for number, day in enumerate(days):
        share = positions[number::goes]
        life.do(day, TAKING[0], "submit", firms=tuple(sorted(share)))


def reviewed(life: Life, wrong: Iterable[int] = (), *, after: int | None = None) -> None:
    """All that awaits a decision is decided, `after` days from the last submission; `wrong` comes back."""
    waited = life.chance.randint(3, 9) if after is None else after
    life.reviewed_on = _last(life, "submit").date() + waited * DAY
    life.do(life.reviewed_on, 14, "review", wrong=tuple(wrong))


def resubmitted(life: Life, firms: Iterable[int] | None = None) -> None:
    """What came back, or these firms, is mended and submitted again within the month."""
    last = life.days.resubmission_ends(life.reviewed_on)
    day = life.day_between(life.reviewed_on + DAY, last)
    life.do(day, 21, "submit", **({} if firms is None else {"firms": tuple(firms)}))


def paid(life: Life) -> None:
    """The fee is proposed, approved and paid, one to three weeks after the last review."""
    day = _last(life, "review").date() + life.chance.randint(7, 21) * DAY
    life.do(life.days.working_day_from(day), 11, "pay")


def filled_before(life: Life, last_day: date, firms: Iterable[int] = TEN) -> None:
    """The evidence is entered on the day before the last, so that submitting takes a moment."""
    life.do(last_day - DAY, 20, "fill", firms=tuple(firms))


def submitted_at_last(life: Life, firms: Iterable[int] = TEN) -> None:
    """All is submitted one second before the upload window ends."""
    filled_before(life, life.upload_ends, firms)
    life.do(life.upload_ends, LAST_SECOND, "submit", firms=tuple(firms))


def _last(life: Life, verb: str) -> datetime:
    return max(action.at for action in life.actions if action.do == verb)
