"""A stream that is longer than one message may be comes in several, and is whole in the end."""

from uuid import UUID

import pytest

from activities import recording
from domain.enrolment.commands import AttachLetter
from domain.files import FileRef
from tests.activities.conftest import Desk
from workflows.contracts import CatchUpRequest, ReconcileRequest, WorkflowKind

pytestmark = pytest.mark.servers


def test_what_does_not_fit_comes_with_the_next_question(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = desk.register(desk.schedule("2025-03-27"), 10)
    ubn = desk.entry(0).profile.ubn
    for number in range(20):
        letter = FileRef(f"{number:064d}", f"letter {number}", 10, "application/pdf")
        assert desk.do(WorkflowKind.ENROLMENT, case, AttachLetter(ubn, letter)).refusal is None
    whole = [one.version for one in desk.tools.event_log.read(case)]
    monkeypatch.setattr(recording, "PAGE_BYTES", 1_000)
    assert _read(desk, case) == whole
    first = desk.recording.reconcile(ReconcileRequest(case, desk.at, 0))
    assert first.more
    assert 0 < len(first.events) < len(whole)


def _read(desk: Desk, case: UUID) -> list[int]:
    versions: list[int] = []
    while True:
        page = desk.recording.catch_up(CatchUpRequest(case, versions[-1] if versions else 0))
        versions += [one.version for one in page.events]
        if not page.more:
            return versions
