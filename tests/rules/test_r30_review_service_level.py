"""R30: the review has 10 working days; once they are past it is late, and said so once."""

from datetime import date, timedelta

import pytest

from domain.checkup.commands import NoteReviewLate
from domain.checkup.events import ReviewLate
from domain.deadline import midnight_after
from tests.domain.made_up_cases import ENGINE, MadeUpCase, World, applied
from tests.domain.specification import when_checkup

# Submitted on Monday 4/14, with nothing but weekends between.
LAST_DAY = date(2025, 4, 28)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    case = applied(world).uploading()
    return case.submitted(case.ubns[0])


def test_r30_the_review_is_late_when_its_tenth_working_day_is_over(case: MadeUpCase) -> None:
    first, due = case.ubns[0], midnight_after(LAST_DAY)
    task = case.review_task(first)
    early = when_checkup(case, first, NoteReviewLate(task), ENGINE, due - timedelta(microseconds=1))
    early.then_nothing()
    when_checkup(case, first, NoteReviewLate(task), ENGINE, due).then(ReviewLate(task))
    when_checkup(case, first, NoteReviewLate(task), ENGINE).then_nothing()


def test_r30_a_review_that_is_done_is_not_late(case: MadeUpCase) -> None:
    first = case.ubns[0]
    task = case.review_task(first)
    case.reviewed(first)
    when_checkup(case, first, NoteReviewLate(task), ENGINE, midnight_after(LAST_DAY)).then_nothing()


def test_r30_a_late_review_is_still_decided(case: MadeUpCase) -> None:
    first = case.ubns[0]
    task = case.review_task(first)
    when_checkup(case, first, NoteReviewLate(task), ENGINE, midnight_after(LAST_DAY)).then(ReviewLate(task))
    case.reviewed(first)
    assert case.firm(first).progress == "approved"
