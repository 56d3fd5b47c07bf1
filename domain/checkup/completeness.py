"""When a checkup is complete (R43), and which quantities it takes (R41, R42)."""

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
    SourceUnknown,
    UnitNotOfSource,
)
from domain.checkup.state import Content
from domain.programme import Programme, Stage, StageItem


def missing_items(content: Content, programme: Programme) -> tuple[str, ...]:
    """Mandatory items with neither an activity nor a reasoned none, in the programme's order."""
    covered = {activity.item for activity in content.activities.values()} | content.nones.keys()
    return tuple(item for item in programme.stages.mandatory.items if item not in covered)


def check_activity(activity: Activity, content: Content, programme: Programme, stage: Stage) -> None:
    """Refuses an item that is not the stage's, a source or unit that does not belong to it, a wrong period,
    a quantity of zero or less, or no evidence."""
    _known_source(activity, known_item(activity.item, stage), programme)
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
    known_item(item, programme.stages.mandatory)
    if any(activity.item == item for activity in content.activities.values()):
        raise ItemHasActivities(item=item)


def known_item(item: str, stage: Stage) -> StageItem:
    """The item as the stage's catalogue describes it; ItemUnknown."""
    if item not in stage.items:
        raise ItemUnknown(item=item, items=", ".join(stage.items))
    return next(known for known in stage.catalogue if known.code == item)


def _known_source(activity: Activity, item: StageItem, programme: Programme) -> None:
    kinds = [kind.code for kind in item.kinds]
    if activity.source not in kinds:
        raise SourceUnknown(item=item.code, source=activity.source, sources=", ".join(kinds))
    units = programme.units[activity.source]
    if activity.unit not in units:
        raise UnitNotOfSource(source=activity.source, unit=activity.unit.value, units=", ".join(units))


def _evidence(activity: Activity, content: Content) -> None:
    if not activity.bills:
        raise ActivityWithoutBill()
    for bill in activity.bills:
        if bill not in content.bills:
            raise BillUnknown(bill=bill)
