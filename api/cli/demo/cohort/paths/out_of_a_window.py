"""Paths on which a window of the training, the list or the upload ends first."""

from datetime import date

from api.cli.demo.cohort import steps
from api.cli.demo.cohort.life import SECOND_LATE, TEN, Life
from api.cli.demo.cohort.programme_days import DAY


def never_attends(life: Life) -> None:
    """Comes to no session."""
    steps.registered(life)
    steps.vetted(life)
    life.do(life.training_day - 2 * DAY, 20, "online_course")
    life.frees_after(life.days.recording_ends, life.actions[0].firms or TEN)


def never_does_the_course(life: Life) -> None:
    """Attends, and never does the online course."""
    steps.registered(life)
    steps.vetted(life)
    life.do(life.training_day, 18, "attend")
    _training_ends(life)


def never_vetted(life: Life) -> None:
    """The guild never decides."""
    steps.registered(life)
    life.do(life.training_day, 18, "attend")
    _training_ends(life)


def lists_too_few(life: Life) -> None:
    """Fewer than ten firms when the list window ends."""
    steps.trained(life, TEN[:2])
    if life.is_early:
        more = life.some_of(TEN[2:], 3, 7)
        life.takes(life.do(life.training_day + 4 * DAY, 11, "add_firms", firms=more), more)
        listed = (1, 2, *more)
    else:
        life.frees(life.do(life.training_day + 4 * DAY, 12, "remove_firms", firms=(10,)), (10,))
        listed = TEN[:9]
    life.frees_after(life.list_ends, listed)


def lacks_a_letter(life: Life) -> None:
    """Ten firms, and nine letters."""
    steps.trained(life, TEN[:2])
    day = life.training_day + 3 * DAY
    life.takes(life.do(day, 11, "add_firms", firms=TEN[2:], letters=TEN[:9]), TEN[2:])
    life.frees_after(life.list_ends, TEN)


def lists_a_second_late(life: Life) -> None:
    """The tenth firm is named one second after the window has ended."""
    steps.trained(life, TEN[:2])
    life.takes(life.do(life.training_day + 3 * DAY, 11, "add_firms", firms=TEN[2:9]), TEN[2:9])
    life.frees_after(life.list_ends, TEN[:9])
    life.do(life.list_ends + DAY, SECOND_LATE, "add_firms", firms=TEN[9:])


def never_mends_the_list(life: Life) -> None:
    """What was found wrong after the window is not mended in its three working days."""
    steps.trained(life)
    found = life.days.working_day_from(life.list_ends + DAY)
    life.do(found, 15, "check_list", wrong=life.some_of(TEN))
    life.frees_after(life.days.list_fix_ends(found), TEN)


def submits_some(life: Life) -> None:
    """Some checkups are never submitted; what was is reviewed, before and after the window's end."""
    steps.trained_and_listed(life)
    first, second = life.some_of(TEN[:5], 1, 3), life.some_of(TEN[5:9], 1, 2)
    day = life.passed_on + 12 * DAY
    life.do(day, 10, "submit", firms=first)
    life.do(day + 5 * DAY, 14, "review", wrong=first[:1])
    life.do(life.upload_ends - 2 * DAY, 10, "submit", firms=second)
    kept = {*first[1:], *second}
    life.frees_after(life.upload_ends, [one for one in TEN if one not in kept])
    life.frees(life.do(life.upload_ends + 4 * DAY, 14, "review", wrong=second[:1]), second[:1])


def submits_a_second_late(life: Life) -> None:
    """Nine checkups in time, the tenth one second after the window has ended."""
    steps.trained_and_listed(life)
    steps.submitted(life, TEN[:9])
    steps.filled_before(life, life.upload_ends, TEN[9:])
    life.frees_after(life.upload_ends, TEN[9:])
    life.do(life.upload_ends + DAY, SECOND_LATE, "submit", firms=TEN[9:])
    life.do(life.upload_ends + 6 * DAY, 14, "review")


def _training_ends(life: Life) -> None:
    last: date = life.days.programme.sessions.mandatory_last_day
    life.frees_after(last, life.actions[0].firms or TEN)
