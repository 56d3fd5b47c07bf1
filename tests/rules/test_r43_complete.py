"""R43: a checkup covers one inventory year; complete is every mandatory item with data or a reasoned none."""

from datetime import date
from decimal import Decimal

import pytest

from domain.checkup.commands import (
    Activity,
    AttachBill,
    Bill,
    DeclareNone,
    EnterActivity,
    RemoveActivity,
    Unit,
)
from domain.enrolment.commands import SubmitCheckup
from domain.streams import derived
from tests.domain.made_up_cases import MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter, sealed
from tests.domain.specification import when, when_checkup

BILL = derived("bill", 1)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """The first checkup has a bill."""
    case = applied(world).uploading()
    name = sealed(case.trainee.account, "bill.pdf")
    case.ask_checkup(case.ubns[0], AttachBill(Bill(BILL, letter("bill"), name)))
    return case


def used(item: str, first_day: date, last_day: date) -> EnterActivity:
    number = derived("activity", item)
    activity = Activity(number, item, "petrol", Decimal("12.5"), Unit.LITRE, first_day, last_day, (BILL,))
    return EnterActivity(activity)


@pytest.mark.parametrize(
    ("first_day", "last_day", "code"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), None),
        (date(2023, 12, 9), date(2024, 1, 1), None),
        (date(2024, 12, 31), date(2025, 1, 30), None),
        (date(2023, 12, 1), date(2023, 12, 31), "period_outside_inventory_year"),
        (date(2025, 1, 1), date(2025, 1, 31), "period_outside_inventory_year"),
    ],
)
def test_r43_a_period_touches_the_inventory_year(
    case: MadeUpCase, first_day: date, last_day: date, code: str | None
) -> None:
    item = case.world.programme.stages.mandatory.items[0]
    told = when_checkup(case, case.ubns[0], used(item, first_day, last_day))
    assert (told.refused.code if told.refused else None) == code


def test_r43_one_item_missing_is_incomplete_and_is_named(case: MadeUpCase) -> None:
    first = case.ubns[0]
    *most, last = case.world.programme.stages.mandatory.items
    for item in most:
        case.ask_checkup(first, DeclareNone(item, sealed(case.trainee.account, "none")))
    told = when(case, SubmitCheckup(first))
    told.then_refused("checkup_incomplete")
    assert told.refused is not None
    assert told.refused.fields["items"] == last
    case.ask_checkup(first, DeclareNone(last, sealed(case.trainee.account, "none")))
    assert when(case, SubmitCheckup(first)).refused is None


def test_r43_data_or_a_none_cover_an_item_and_not_both(case: MadeUpCase) -> None:
    first, item = case.ubns[0], case.world.programme.stages.mandatory.items[0]
    year = case.world.programme.inventory_year
    entered = used(item, date(year, 3, 1), date(year, 3, 31))
    none = DeclareNone(item, sealed(case.trainee.account, "none"))
    case.filled(first).ask_checkup(first, entered)
    when_checkup(case, first, none).then_refused("item_has_activities")
    case.ask_checkup(first, RemoveActivity(entered.activity.id))
    when(case, SubmitCheckup(first)).then_refused("checkup_incomplete")
    case.ask_checkup(first, none)
    assert when(case, SubmitCheckup(first)).refused is None


def test_r43_a_resubmission_is_complete_too(world: World) -> None:
    case = applied(world).in_review()
    first, item = case.ubns[0], world.programme.stages.mandatory.items[0]
    year = world.programme.inventory_year
    case.reviewed(sent_back=[first]).noticed()
    case.ask_checkup(first, AttachBill(Bill(BILL, letter("bill"), sealed(case.trainee.account, "b"))))
    entered = used(item, date(year, 1, 1), date(year, 1, 31))
    case.ask_checkup(first, entered)
    case.ask_checkup(first, RemoveActivity(entered.activity.id))
    when(case, SubmitCheckup(first)).then_refused("checkup_incomplete")


def test_r43_a_bill_of_more_than_a_year_is_refused(case: MadeUpCase) -> None:
    first, item = case.ubns[0], case.world.programme.stages.mandatory.items[0]
    case.ask_checkup(first, AttachBill(Bill(BILL, letter("bill"), sealed(case.trainee.account, "b"))))
    assert when_checkup(case, first, used(item, date(2023, 12, 20), date(2024, 12, 19))).refused is None
    for days in ((date(2023, 12, 20), date(2024, 12, 20)), (date(2023, 1, 1), date(2025, 12, 31))):
        when_checkup(case, first, used(item, *days)).then_refused("period_outside_inventory_year")
