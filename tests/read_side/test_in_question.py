"""What people read of a case whose attendance an officer has yet to decide on."""

from typing import Any

import pytest

from api.missing import missing
from domain.enrolment.state import FeeDue, InReview
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store.event_log import EventLog
from store.history import case_at
from tests.domain.made_up_cases import MadeUpCase, applied
from tests.domain.struck_cases import put_back, said, struck
from tests.made_up import usual
from tests.read_side.recorded_world import RecordedWorld


def read(case: MadeUpCase, event_log: EventLog) -> tuple[bool, set[str]]:
    """Whether the certificate is in question, and what the case is said to lack."""
    document: Any = case_at(event_log, case.id)
    needed = missing(document, case.world.programme)
    return document["certificate_in_question"], {need["code"] for need in needed}


@pytest.mark.parametrize("stage", [InReview, FeeDue])
@pytest.mark.parametrize("way", ["stands", "put back"])
def test_why_nothing_is_certified_or_paid_is_said_until_it_is_decided(
    programme: Programme, calendar: WorkingCalendar, event_log: EventLog, stage: type, way: str
) -> None:
    case = applied(RecordedWorld(usual(programme), calendar, event_log)).in_review()
    if stage is FeeDue:
        case.reviewed()
    struck(case)
    if stage is InReview:
        case.reviewed()
    assert case.stage is stage
    assert read(case, event_log) == (True, {"attendance_decision"})
    if way == "stands":
        said(case, stands=True)
    else:
        put_back(case)
    assert (case.stage, read(case, event_log)) == (FeeDue, (False, set()))
