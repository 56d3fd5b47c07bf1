"""Made-up content of checkups: bills, quantities, findings, and an addendum, each step by a command."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from domain.checkup.commands import (
    Activity,
    ApproveCheckup,
    AttachBill,
    Bill,
    DeclareNone,
    EnterActivity,
    Finding,
    ReturnCheckup,
    SubmitAddendum,
    Unit,
)
from domain.checkup.state import NotOpened
from domain.enrolment.commands import SubmitCheckup
from domain.event import Actor, Role
from domain.streams import derived
from domain.task import ClaimTask
from tests.domain.made_up_cases import REVIEWER, MadeUpCase, actor, noon
from tests.domain.made_up_particulars import letter, sealed

LEAD = actor(Role.LEAD_REVIEWER)
ELECTIVE_DAY = date(2025, 11, 17)
# A source of each item, and a unit that its bills are in.
USUAL: Mapping[str, tuple[str, Unit]] = {
    "fuel": ("petrol", Unit.LITRE),
    "electricity": ("electricity", Unit.KILOWATT_HOUR),
    "water": ("tap_water", Unit.CUBIC_METRE),
    "gas": ("cylinder_gas", Unit.KILOGRAM),
    "materials": ("refrigerant", Unit.KILOGRAM),
    "transport": ("transport", Unit.TONNE_KILOMETRE),
    "waste": ("waste", Unit.KILOGRAM),
}


def bill(case: MadeUpCase, name: object, mark: object = None) -> Bill:
    """A bill with this name's id; `mark` is that of its file, the name's unless said."""
    return Bill(derived("bill", name), letter(mark or name), sealed(case.trainee.account, "bill.pdf"))


def activity(case: MadeUpCase, item: str, name: object, *bills: Bill, quantity: object = 12) -> Activity:
    """A quantity of March of the inventory year."""
    source, unit = USUAL[item]
    year = case.world.programme.inventory_year
    days = date(year, 3, 1), date(year, 3, 31)
    shown = tuple(one.id for one in bills)
    return Activity(derived("activity", name), item, source, Decimal(str(quantity)), unit, *days, shown)


def entered(case: MadeUpCase, ubn: str, item: str, name: object, quantity: object = 12) -> Activity:
    """An activity with a bill of its own, both of this name."""
    shown = bill(case, name)
    case.ask_checkup(ubn, AttachBill(shown))
    used = activity(case, item, name, shown, quantity=quantity)
    case.ask_checkup(ubn, EnterActivity(used))
    return used


def none(case: MadeUpCase, item: str, why: str = "none") -> DeclareNone:
    return DeclareNone(item, sealed(case.trainee.account, why), f"mark of {why}")


def half_filled(case: MadeUpCase, ubn: str) -> tuple[Activity, Activity]:
    """Two activities of electricity and one of water, and a reasoned none for every other item."""
    first = entered(case, ubn, "electricity", "first")
    second = entered(case, ubn, "electricity", "second")
    entered(case, ubn, "water", "water")
    for item in case.world.programme.stages.mandatory.items:
        if item not in ("electricity", "water"):
            case.ask_checkup(ubn, none(case, item))
    return first, second


def under_review(case: MadeUpCase, ubn: str, by: Actor = REVIEWER) -> UUID:
    """Submitted and claimed: the review's task."""
    case.ask(SubmitCheckup(ubn))
    task = case.review_task(ubn)
    case.ask_checkup(ubn, ClaimTask(task), by)
    return task


def sent_back(case: MadeUpCase, ubn: str, *findings: Finding, by: Actor = REVIEWER) -> None:
    """The review that waits comes to these findings."""
    task = case.review_task(ubn)
    case.ask_checkup(ubn, ClaimTask(task), by)
    case.ask_checkup(ubn, ReturnCheckup(task, findings), by)


def found(part: str, code: str) -> Finding:
    return Finding(part, code, None)


def noticed(case: MadeUpCase) -> MadeUpCase:
    """Every other checkup approved, and the one notice out: the resubmission is open."""
    case.submitted(*(ubn for ubn in case.ubns if case.firm(ubn).progress == "open"))
    return case.reviewed(*case_awaiting(case)).observed().noticed()


def case_awaiting(case: MadeUpCase) -> tuple[str, ...]:
    """The firms whose checkup waits for a reviewer."""
    return tuple(ubn for ubn in case.ubns if tasks_of(case, ubn))


def tasks_of(case: MadeUpCase, ubn: str) -> Mapping[UUID, Any]:
    checkup = case.checkup(ubn)
    return {} if isinstance(checkup, NotOpened) else checkup.content.tasks


def approved_in_autumn(case: MadeUpCase) -> str:
    """The first firm, its checkup approved, on a day of the elective stage."""
    first = case.submitted(case.ubns[0]).ubns[0]
    case.reviewed(first)
    case.world.now = noon(ELECTIVE_DAY)
    return first


def addendum_under_review(case: MadeUpCase, ubn: str, by: Actor = REVIEWER) -> UUID:
    """An addendum with transport, submitted and claimed: its task."""
    entered(case, ubn, "transport", "transport")
    case.ask_checkup(ubn, SubmitAddendum())
    task = case.review_task(ubn)
    case.ask_checkup(ubn, ClaimTask(task), by)
    return task


def addendum_approved(case: MadeUpCase, ubn: str) -> None:
    case.ask_checkup(ubn, ApproveCheckup(addendum_under_review(case, ubn)), REVIEWER)
