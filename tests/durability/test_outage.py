"""Windows that end while nobody works are decided by what was received in time (R25, R39)."""

from datetime import timedelta

import pytest

from tests.durability.outage import AFTER, LIVES, Away, Case, lived_through

LATE_CODES = {
    "list late": "list_window_closed",
    "withdrawal after the lapse": "case_closed",
    "upload late": "upload_window_closed",
}
SLACK = timedelta(seconds=30)

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.parametrize("away", Away)
async def test_the_time_of_receipt_decides_although_nobody_was_there(away: Away) -> None:
    lived = await lived_through(away)
    assert set(lived) == set(LIVES)
    for life in ("list in time", "upload in time"):
        _counted(lived[life])
    for life, code in LATE_CODES.items():
        _came_too_late(lived[life], code)
    ended = {life: case.ended for life, case in lived.items()}
    assert ended["list late"] == ended["withdrawal after the lapse"] == "lapsed_list"
    assert (ended["upload late"], ended["list in time"], ended["upload in time"]) == (
        "lapsed_upload",
        None,
        None,
    )


def _counted(case: Case) -> None:
    assert (case.status, case.receipt["status"], case.met) == (202, "accepted", True)
    assert case.late_by < timedelta()


def _came_too_late(case: Case, code: str) -> None:
    """Refused for the window, in both languages, although it was taken in while nobody judged it."""
    assert (case.status, case.receipt["status"], case.met) == (202, "refused", False)
    assert AFTER <= case.late_by < SLACK
    problem = case.receipt["problem"]
    assert problem["code"] == code
    assert problem["detail"]
    assert problem["detail_en"]
