"""The engine's result of a scenario beside the one that was computed by hand."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.cohort.by_hand.case import Case
from tests.cohort.by_hand.year import LivedYear

# Reasons that say more than their outcome.
_TOLD = ("refused", "certified_without_fee")


def differences(told: Mapping[str, Any], year: LivedYear) -> list[str]:
    """Every trainee's line and every total that the two do not agree on."""
    found = list(_of_totals(told["totals"], totals(year)))
    entries = told["enrolments"]
    if len(entries) != len(year.cases):
        return [f"{len(entries)} trainees told, {len(year.cases)} in the file", *found]
    for entry, case in zip(entries, year.cases, strict=True):
        found += _of_line(entry["name"], line_told(entry), line_computed(case))
    return found


def totals(year: LivedYear) -> dict[str, Any]:
    """The totals as the demo names them."""
    cases = year.cases
    return {
        "trainees": len(cases),
        "outcomes": dict(sorted(Counter(case.outcome for case in cases).items())),
        "certificates": sum(case.certified for case in cases),
        "firms_listed": sum(case.listings for case in cases),
        "firms_approved": sum(case.approvals for case in cases),
        "places_held": dict(sorted(year.places().items())),
        "paid_ntd": sum(case.paid for case in cases),
        "mails": sum(case.mails.total() for case in cases),
    }


def line_told(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What the engine says of a trainee, as far as it is computed by hand."""
    return {
        "outcome": entry["outcome"],
        "reason": entry["reason"] if entry["outcome"] in _TOLD else None,
        "certified": entry["certified"],
        "firms_approved": entry["firms_approved"],
        "paid_ntd": entry["paid_ntd"],
        "deadlines": [(one["kind"], one["due_date"]) for one in entry["deadlines"]],
        "refusals": [(one["at"], one["do"], one["code"]) for one in entry["refusals"]],
        "mails": entry["mails"],
    }


def line_computed(case: Case) -> dict[str, Any]:
    """The same of a case that was lived by hand."""
    return {
        "outcome": case.outcome,
        "reason": case.reason if case.outcome in _TOLD else None,
        "certified": case.certified,
        "firms_approved": case.approvals,
        "paid_ntd": case.paid,
        "deadlines": case.deadlines,
        "refusals": case.refusals,
        "mails": dict(sorted(case.mails.items())),
    }


def _of_totals(told: Mapping[str, Any], computed: Mapping[str, Any]) -> Iterator[str]:
    return _of_line("totals", {key: told[key] for key in computed}, computed)


def _of_line(name: str, told: Mapping[str, Any], computed: Mapping[str, Any]) -> Iterator[str]:
    for key, value in computed.items():
        if told[key] != value:
            yield f"{name} {key}: {told[key]} told, {value} computed"
