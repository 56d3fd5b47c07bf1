"""Paths to ten approved checkups of a list that makes no set: nothing is left to pay."""

from api.cli.demo.cohort import steps
from api.cli.demo.cohort.life import TEN, Life


def straight(life: Life) -> None:
    """Everything right the first time."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life)


def resubmits(life: Life) -> None:
    """Some checkups come back, and pass the second time."""
    steps.trained_and_listed(life)
    steps.submitted(life)
    steps.reviewed(life, life.some_of(TEN))
    steps.resubmitted(life)
    steps.reviewed(life, after=3)
