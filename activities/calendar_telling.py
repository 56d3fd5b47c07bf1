"""Tells every case of a calendar that was published: each recounts its own windows (R40)."""

from activities.engine_receipts import receive_from_engine
from activities.tools import Tools
from domain.enrolment.changes import RecountWindows
from domain.streams import derived
from store.unfinished import registered
from workflows.contracts import WorkflowKind


def tell_of_calendar(tools: Tools) -> int:
    """One receipt for each case and version, so that telling again changes nothing; how many cases.

    The dispatcher takes them on, at its own pace.
    """
    version = tools.programmes.calendar().version
    cases = registered(tools.database)
    for case in cases:
        command = derived("recount", case, version)
        receive_from_engine(tools, WorkflowKind.ENROLMENT, case, RecountWindows(version), command)
    return len(cases)
