"""When a checkup is complete (R43), and which quantities it takes."""

from datetime import timedelta

from domain.checkup.commands import Activity
from domain.checkup.refusals import (
    ActivityWithoutBill,
    BillUnknown,
    ItemHasActivities,
    ItemUnknown,
    PeriodBackwards,
    PeriodOutsideInventoryYear,
    QuantityNotPositive,
)
from domain.checkup.state import Content
from domain.programme import Programme


def missing_items(content: Content, programme: Programme) -> tuple[str, ...]:
    """Mandatory items with neither an activity nor a reasoned none, in the programme's order."""
    covered = {activity.item for activity in content.activities.values()} | content.nones
    return tuple(item for item in programme.stages.mandatory.items if item not in covered)


def check_activity(activity: Activity, content: Content, programme: Programme) -> None:
    """Refuses an unknown item, a wrong period, a quantity of zero or less, or no evidence."""
    _known_item(activity.item, programme)
    if not activity.quantity.is_finite() or activity.quantity <= 0:
        raise QuantityNotPositive(quantity=activity.quantity)
    if activity.last_day < activity.first_day:
        raise PeriodBackwards(first_day=activity.first_day, last_day=activity.last_day)
    year = programme.inventory_year
    # A bill may begin the year before or end the year after; one of more than a year is a slip of the pen.
    touches = activity.first_day.year <= year <= activity.last_day.year
    if not touches or activity.last_day - activity.first_day >= timedelta(days=366):
        raise PeriodOutsideInventoryYear(first_day=activity.first_day, last_day=activity.last_day, year=year)
    _evidence(activity, content)


def check_item(item: str, content: Content, programme: Programme) -> None:
    """Refuses a none for an unknown item, or for one that has activities."""
    _known_item(item, programme)
    if any(activity.item == item for activity in content.activities.values()):
        raise ItemHasActivities(item=item)


def _known_item(item: str, programme: Programme) -> None:
    items = programme.stages.mandatory.items
    if item not in items:
        raise ItemUnknown(item=item, items=", ".join(items))


def _evidence(activity: Activity, content: Content) -> None:
    if not activity.bills:
        raise ActivityWithoutBill()
    for bill in activity.bills:
        if bill not in content.bills:
            raise BillUnknown(bill=bill)
