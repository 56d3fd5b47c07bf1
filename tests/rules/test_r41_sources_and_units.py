"""R41: an activity's source is a kind of its item, and its unit one that this source is measured in."""

from dataclasses import replace

import pytest

from domain.checkup.commands import AttachBill, EnterActivity, Unit
from tests.domain.made_up_cases import MadeUpCase, World, applied
from tests.domain.made_up_checkups import activity, bill
from tests.domain.specification import Answer, when_checkup

FITS = [
    ("fuel", "petrol", {"L"}),
    ("fuel", "diesel", {"L"}),
    ("electricity", "electricity", {"kWh"}),
    ("water", "tap_water", {"m3"}),
    ("gas", "natural_gas", {"m3"}),
    ("gas", "cylinder_gas", {"kg"}),
    ("gas", "purchased_steam", {"kg"}),
    ("materials", "refrigerant", {"kg"}),
    ("materials", "septic_tank", {"person_hour"}),
    ("materials", "process", {"kg", "L", "m3"}),
    ("materials", "coal", {"kg"}),
]


@pytest.fixture
def case(world: World) -> MadeUpCase:
    case = applied(world).uploading()
    case.ask_checkup(case.ubns[0], AttachBill(bill(case, "bill")))
    return case


def entered(case: MadeUpCase, item: str, source: str, unit: Unit) -> Answer:
    used = activity(case, "fuel", "one", bill(case, "bill"))
    changed = replace(used, item=item, source=source, unit=unit)
    return when_checkup(case, case.ubns[0], EnterActivity(changed))


@pytest.mark.parametrize(("item", "source", "units"), FITS)
def test_r41_a_source_is_measured_in_its_units_and_no_other(
    case: MadeUpCase, item: str, source: str, units: set[str]
) -> None:
    for unit in Unit:
        told = entered(case, item, source, unit)
        if unit in units:
            assert told.refused is None
        else:
            told.then_refused("unit_not_of_source")
            assert told.refused is not None
            assert told.refused.fields["unit"] == unit


@pytest.mark.parametrize(
    ("item", "source"),
    [("fuel", "electricity"), ("electricity", "petrol"), ("water", "meter"), ("gas", "coal")],
)
def test_r41_a_source_of_another_item_or_of_none_is_refused_by_name(
    case: MadeUpCase, item: str, source: str
) -> None:
    told = entered(case, item, source, Unit.LITRE)
    told.then_refused("source_unknown")
    assert told.refused is not None
    assert (told.refused.fields["item"], told.refused.fields["source"]) == (item, source)


@pytest.mark.parametrize("item", ["oil", "transport", "waste"])
def test_r41_what_is_no_mandatory_item_is_not_of_the_checkup(case: MadeUpCase, item: str) -> None:
    entered(case, item, "petrol", Unit.LITRE).then_refused("item_unknown")
