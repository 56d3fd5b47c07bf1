"""A case in a list: what is needed to find it, and to see how it stands."""

from typing import Any

from api.case_filters import CaseFilter
from domain.task import OURS
from store.read_models import EnrolmentRow


def case_row(row: EnrolmentRow, asked: CaseFilter) -> dict[str, Any]:
    """The case with its open windows, those that end first first, and since when we were late with what.

    `listed` says of a firm that was asked for whether the case lists it still.
    """
    document = row.document
    listed = {firm["ubn"] for firm in document["firms"]}
    return {
        "id": str(row.id),
        "programme": row.programme,
        "guild": row.guild,
        "session": str(row.session),
        "stage": row.stage,
        "outcome": row.outcome,
        "version": row.version,
        "trainee": document["trainee"],
        "training_day": document["training_day"],
        "next_due": row.next_due.isoformat() if row.next_due else None,
        "windows": _windows(document),
        "firms": row.firms,
        "submitted": row.submitted,
        "approved": row.approved,
        "fee": row.fee,
        "certificate": row.certificate,
        "papers": list(row.papers),
        "late": _our_lateness(document),
        **({} if asked.ubn is None else {"listed": asked.ubn in listed}),
    }


def _our_lateness(document: dict[str, Any]) -> list[dict[str, Any]]:
    ours = (one for one in document["late"] if one["kind"] in OURS)
    return sorted(ours, key=lambda one: str(one["since"]))


def _windows(document: dict[str, Any]) -> list[dict[str, str]]:
    found = ({name: window[name] for name in ("kind", "due_date", "due")} for window in document["windows"])
    return sorted(found, key=lambda window: (window["due"], window["kind"]))
