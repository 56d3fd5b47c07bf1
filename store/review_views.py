"""JSON documents of what a review is about: changes since the last return, and addenda."""

from typing import Any

from domain.checkup import state as checkup
from domain.checkup.changes import changes
from domain.checkup.events import NoneDeclared
from store import codec
from store.trace import Trace

Document = dict[str, Any]


def none_document(declared: NoneDeclared) -> Document:
    """A reasoned none, without the keyed mark of its reason."""
    return {"item": declared.item, "reason": codec.plain(declared.reason), "by": str(declared.by)}


def changes_document(content: checkup.Content) -> list[Document]:
    """Each part since the last return: `since` is approved, unchanged, changed, new or removed."""
    return [codec.plain(change) for change in changes(content)]


def addenda_document(state: Any, trace: Trace) -> Document:
    """The addendum that is open, if one is, and those that were approved (R42)."""
    if not isinstance(state, checkup.Approved):
        return {"addendum": None, "addenda": []}
    approved = [
        {**_entered(addendum), "approved_at": codec.plain(at)}
        for addendum, at in zip(state.addenda, trace.addenda, strict=True)
    ]
    return {"addendum": _open(state.addendum), "addenda": approved}


def _open(addendum: checkup.Addendum | None) -> Document | None:
    if addendum is None:
        return None
    returned = addendum if isinstance(addendum, checkup.Returned) else None
    snapshot = addendum.content.returned
    return {
        "stage": type(addendum).__name__.lower(),
        **_entered(addendum.content),
        "findings": codec.plain(snapshot.findings) if snapshot else [],
        "last_day": codec.plain(returned.last_day) if returned else None,
        "changes": changes_document(addendum.content),
    }


def _entered(content: checkup.Content | checkup.ApprovedAddendum) -> Document:
    return {
        "bills": [codec.plain(bill) for bill in content.bills.values()],
        "activities": [codec.plain(activity) for activity in content.activities.values()],
    }
