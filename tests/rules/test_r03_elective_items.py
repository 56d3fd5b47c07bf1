"""R3: elective items are entered in November and December."""

from datetime import date

import pytest

from domain.checkup.commands import AttachBill, SubmitAddendum
from tests.domain.made_up_cases import MadeUpCase, World, applied, last_moment, noon
from tests.domain.made_up_checkups import approved_in_autumn, bill, entered
from tests.domain.specification import when_checkup


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).uploading()


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2025, 10, 31), "elective_stage_not_open"),
        (date(2025, 11, 1), None),
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), "elective_stage_not_open"),
    ],
)
def test_r03_elective_items_have_their_months(case: MadeUpCase, day: date, code: str | None) -> None:
    first = approved_in_autumn(case)
    told = when_checkup(case, first, AttachBill(bill(case, "one")), at=noon(day))
    assert (told.refused.code if told.refused else None) == code


def test_r03_they_are_submitted_in_those_months_too(case: MadeUpCase) -> None:
    first = approved_in_autumn(case)
    entered(case, first, "transport", "transport")
    last = last_moment(date(2025, 12, 31))
    told = when_checkup(case, first, SubmitAddendum(), at=noon(date(2026, 1, 1)))
    told.then_refused("elective_stage_not_open")
    assert when_checkup(case, first, SubmitAddendum(), at=last).refused is None
