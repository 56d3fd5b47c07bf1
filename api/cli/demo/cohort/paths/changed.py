"""Paths to a fee on which something is changed on the way: firms, sessions, windows, words."""

from api.cli.demo.cohort import steps
from api.cli.demo.cohort.life import LAST_SECOND, TEN, Life
from api.cli.demo.cohort.programme_days import DAY
from api.cli.demo.cohort.steps import TAKING

FACTORY = "201000"


def swaps_a_firm(life: Life) -> None:
    """A firm is swapped for one of its kind after the list has passed, which is then checked again."""
    steps.trained_and_listed(life)
    gone = _some_services_firm(life)
    life.firms.append(life.make.like(life.firms[gone - 1]))
    life.do(life.passed_on + 2 * DAY, 12, "swap_firm", firms=(gone, 11))
    life.do(life.passed_on + 4 * DAY, 15, "check_list")
    _finish(life, _without(gone))


def gives_a_turn_on(life: Life) -> None:
    """An officer takes a firm off a list that has passed, and the trainee names another."""
    steps.trained_and_listed(life)
    gone = _some_services_firm(life)
    life.firms.append(life.make.like(life.firms[gone - 1]))
    life.do(life.passed_on + DAY, 13, "cancel_firm", firms=(gone,))
    life.do(life.passed_on + 3 * DAY, TAKING[1], "add_firms", firms=(11,))
    life.do(life.passed_on + 5 * DAY, 15, "check_list")
    _finish(life, _without(gone))


def loses_a_consent_under_review(life: Life) -> None:
    """An owner withdraws consent when all is submitted: another firm is named while days are left."""
    steps.trained_and_listed(life)
    gone, day = _some_services_firm(life), life.passed_on + 12 * DAY
    life.firms.append(life.make.like(life.firms[gone - 1]))
    life.do(day, 10, "submit", firms=TEN)
    life.do(day + DAY, 13, "withdraw_consent", firms=(gone,))
    life.do(day + 2 * DAY, TAKING[1], "add_firms", firms=(11,))
    life.do(day + 3 * DAY, 15, "check_list")
    life.do(day + 7 * DAY, 10, "submit", firms=(11,))
    steps.reviewed(life)
    steps.paid(life)


def loses_a_consent_after_approval(life: Life) -> None:
    """An owner withdraws consent when ten are approved, before the payment or after it."""
    steps.trained_and_listed(life)
    _finish(life)
    approved, paid = life.reviewed_on + 2 * DAY, life.actions[-1].at.date() + 5 * DAY
    life.do(life.chance.choice((approved, paid)), 13, "withdraw_consent", firms=life.some_of(TEN, 1, 1))


def has_the_upload_extended(life: Life) -> None:
    """Two officers let the upload end later, and its new last second is used."""
    steps.trained_and_listed(life)
    last = life.days.working_day_from(life.upload_ends + life.chance.randint(6, 12) * DAY)
    life.do(life.upload_ends - 4 * DAY, 13, "extend", window="upload", last_day=last)
    steps.filled_before(life, last)
    life.do(last, LAST_SECOND, "submit", firms=TEN)
    steps.reviewed(life)
    steps.paid(life)


def has_firms_corrected(life: Life) -> None:
    """An officer corrects a county, and an industry by which the firm's sector is another."""
    steps.trained(life, TEN[:2])
    steps.listed(life)
    day = life.training_day + 5 * DAY
    life.do(day, 13, "correct_firm", firms=(1,), county="臺東縣")
    life.factories.append((life.do(day, TAKING[2], "correct_firm", firms=(10,), industry=FACTORY), 1))
    steps.passed(life)
    _finish(life)


def asks_a_question(life: Life) -> None:
    """A question is asked and answered while the checkups are filled."""
    steps.trained_and_listed(life)
    life.do(life.passed_on + 2 * DAY, 20, "ask")
    life.do(life.passed_on + 4 * DAY, 9, "answer")
    _finish(life)


def waits_for_a_moved_session(life: Life) -> None:
    """The session registered for is moved, and its new day is the training day."""
    assert life.session.moved is not None
    steps.registered_before(life, life.session.moved.at.date(), TEN[:2])
    steps.vetted(life)
    life.training_day = type(life.training_day).fromisoformat(life.session.moved.day)
    _trained_later(life)


def waits_for_another_session(life: Life) -> None:
    """The session registered for is cancelled, and another chosen."""
    assert life.session.cancelled is not None
    assert life.later is not None
    told = life.session.cancelled.date()
    steps.registered_before(life, told, TEN[:2])
    steps.vetted(life)
    life.do(told + 2 * DAY, 20, "choose_session", session=life.later.key)
    life.training_day = type(life.training_day).fromisoformat(life.later.day)
    _trained_later(life)


def recorded_after_the_last_day(life: Life) -> None:
    """Attended in time, and the guild records it in the last second of its own three days."""
    steps.registered(life)
    steps.vetted(life)
    life.do(life.training_day - 2 * DAY, 20, "online_course")
    last = life.days.recording_ends
    life.do(last, LAST_SECOND, "attend")
    steps.passed(life, last + 4 * DAY)
    _finish(life)


def vetted_after_the_last_day(life: Life) -> None:
    """Attended in time, and vetted only when the training is over."""
    steps.registered(life)
    life.do(life.training_day - 2 * DAY, 20, "online_course")
    life.do(life.training_day, 18, "attend")
    vetted = life.days.recording_ends + life.chance.randint(4, 9) * DAY
    life.do(vetted, 9, "vet")
    steps.passed(life, vetted + 3 * DAY)
    _finish(life)


def _trained_later(life: Life) -> None:
    life.do(life.training_day - 2 * DAY, 20, "online_course")
    life.do(life.training_day, 18, "attend")
    steps.listed(life)
    steps.passed(life)
    _finish(life)


def _some_services_firm(life: Life) -> int:
    """A firm whose successor needs no place of those that run out."""
    return life.chance.choice([one for one in TEN if not life.make.is_manufacturing(life.firms[one - 1])])


def _without(gone: int) -> tuple[int, ...]:
    return tuple(position for position in (*TEN, 11) if position != gone)


def _finish(life: Life, firms: tuple[int, ...] = TEN) -> None:
    """From a passed list to the payment."""
    steps.submitted(life, firms)
    steps.reviewed(life)
    steps.paid(life)
