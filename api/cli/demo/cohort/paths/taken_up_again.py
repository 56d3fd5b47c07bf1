"""Paths on which what was over is not: cases reinstated, certificates revoked, payments undone."""

from api.cli.demo.cohort import steps
from api.cli.demo.cohort.life import TEN, Life
from api.cli.demo.cohort.programme_days import DAY


def after_the_list(life: Life) -> None:
    """Reinstated after too short a list, and paid in the end."""
    steps.trained(life, TEN[:2])
    day = life.list_ends + 3 * DAY
    life.do(day, 13, "reinstate", last_day=day + 10 * DAY)
    life.do(day + 4 * DAY, 11, "add_firms", firms=TEN[2:])
    steps.passed(life, day + 6 * DAY)
    steps.submitted(life)
    steps.reviewed(life)
    steps.paid(life)


def after_the_upload(life: Life) -> None:
    """Reinstated with what was not submitted, and paid in the end."""
    steps.trained_and_listed(life)
    life.do(life.upload_ends - 3 * DAY, 10, "submit", firms=TEN[:6])
    day = life.upload_ends + 4 * DAY
    life.do(day, 13, "reinstate", last_day=day + 14 * DAY)
    life.do(day + 10 * DAY, 10, "submit", firms=TEN[6:])
    steps.reviewed(life)
    steps.paid(life)


def after_the_resubmission(life: Life) -> None:
    """Reinstated with what had come back, and paid in the end."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    wrong = life.some_of(TEN)
    steps.reviewed(life, wrong)
    day = life.days.resubmission_ends(life.reviewed_on) + 4 * DAY
    life.do(day, 13, "reinstate", last_day=day + 14 * DAY)
    life.do(day + 10 * DAY, 10, "submit", firms=wrong)
    steps.reviewed(life)
    steps.paid(life)


def certificate_revoked_after_payment(life: Life) -> None:
    """Two officers revoke the certificate of a trainee who was paid."""
    _to_a_payment(life)
    life.do(life.actions[-1].at.date() + 9 * DAY, 13, "revoke")


def certificate_revoked_before_payment(life: Life) -> None:
    """Two officers revoke the certificate while the fee is due, and nothing is paid."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life)
    life.do(life.reviewed_on + 4 * DAY, 13, "revoke")


def account_mended(life: Life) -> None:
    """The bank returns the money, another account is given, and a second batch pays to it."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life)
    first = life.reviewed_on + 8 * DAY
    life.do(first, 11, "pay", returned="account_closed")
    life.do(first + 3 * DAY, 20, "give_account")
    life.do(first + 10 * DAY, 11, "pay")


def payment_undone(life: Life) -> None:
    """The bank was in error: the payment is undone, and made again."""
    _to_a_payment(life)
    day = life.actions[-1].at.date() + 5 * DAY
    life.do(day, 13, "reverse", kind="bank_error")
    life.do(day + 7 * DAY, 11, "pay")


def payment_taken_back(life: Life) -> None:
    """What was paid is taken back for good."""
    _to_a_payment(life)
    life.do(life.actions[-1].at.date() + 12 * DAY, 13, "reverse", kind="clawed_back")


def _to_a_payment(life: Life) -> None:
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life)
    steps.paid(life)
