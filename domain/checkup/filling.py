"""What goes into a checkup, or into its addendum, and what may come out again (R28, R41–R43)."""

from typing import assert_never
from uuid import UUID

from domain.checkup.commands import (
    AttachBill,
    ContentCommand,
    DeclareNone,
    EnterActivity,
    RemoveActivity,
    RemoveBill,
)
from domain.checkup.completeness import check_activity, check_item
from domain.checkup.events import (
    ActivityEntered,
    ActivityRemoved,
    BillAttached,
    BillRemoved,
    CheckupEvent,
    NoneDeclared,
)
from domain.checkup.opening import check_open
from domain.checkup.refusals import BillInUse, BillUnknown
from domain.checkup.state import Content
from domain.event import Cause
from domain.programme import Programme, Stage


def fill(
    content: Content, asked: ContentCommand, cause: Cause, programme: Programme, stage: Stage
) -> tuple[CheckupEvent, ...]:
    """The events of a change; one that was made already makes none. Locked parts are refused (R28)."""
    check_open(asked, content)
    match asked:
        case AttachBill(bill):
            return () if content.bills.get(bill.id) == bill else (BillAttached(bill, maker(cause)),)
        case RemoveBill(bill_id):
            return _remove_bill(content, bill_id, cause)
        case EnterActivity(activity):
            check_activity(activity, content, programme, stage)
            known = content.activities.get(activity.id) == activity
            return () if known else (ActivityEntered(activity, maker(cause)),)
        case RemoveActivity(key):
            return (ActivityRemoved(key, maker(cause)),) if key in content.activities else ()
        case DeclareNone():
            return _declare_none(content, asked, cause, programme)
        case _:
            assert_never(asked)


def maker(cause: Cause) -> UUID:
    """Who is behind a command: the person, or the account where there is none."""
    return cause.actor.person or cause.actor.account


def _remove_bill(content: Content, bill: UUID, cause: Cause) -> tuple[CheckupEvent, ...]:
    if bill not in content.bills:
        raise BillUnknown(bill=bill)
    if any(bill in activity.bills for activity in content.activities.values()):
        raise BillInUse(bill=bill)
    return (BillRemoved(bill, maker(cause)),)


def _declare_none(
    content: Content, asked: DeclareNone, cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    check_item(asked.item, content, programme)
    known = content.nones.get(asked.item)
    if known is not None and (known.reason == asked.reason or known.mark == asked.mark != ""):
        return ()
    return (NoneDeclared(asked.item, asked.reason, maker(cause), asked.mark),)
