"""`tanjian calendar`: a calendar is published, and each case has its receipt to recount by."""

import json
from pathlib import Path

import pytest

from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store.database import Database
from store.event_log import EventLog
from tests.cli.conftest import Tanjian
from tests.made_up import usual
from tests.read_side.recorded_world import RecordedWorld, live

pytestmark = pytest.mark.servers

BUNDLED = Path("domain/calendars/taiwan.toml")
TYPHOON = """
[[suspensions]]
day = 2025-07-07
counties = ["臺南市", "高雄市"]
source = "made up"
"""


@pytest.fixture(autouse=True)
def _servers(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TANJIAN_DATABASE_URL", database_url)
    monkeypatch.setenv("TANJIAN_DATA", str(tmp_path))


@pytest.fixture
def with_typhoon(tmp_path: Path) -> Path:
    text = BUNDLED.read_text().replace('version = "', 'version = "with-typhoon-', 1)
    path = tmp_path / "calendar.toml"
    path.write_text(text + TYPHOON)
    return path


def test_each_case_is_told_once_of_a_calendar(
    tanjian: Tanjian,
    signed: tuple[str, ...],
    database: Database,
    event_log: EventLog,
    programme: Programme,
    calendar: WorkingCalendar,
    with_typhoon: Path,
) -> None:
    tanjian("prepare")
    lives = live(RecordedWorld(usual(programme), calendar, event_log), 1)
    first, again = (
        json.loads(tanjian("calendar", "import", with_typhoon, *signed, "--json").out) for _ in range(2)
    )
    assert first == again
    assert first["version"].startswith("with-typhoon-")
    assert first["told"] == len(lives)
    with database.transaction() as connection:
        rows = connection.execute(
            "SELECT DISTINCT case_id FROM receipts WHERE kind = 'enrolment.recount_windows'"
        ).fetchall()
        [count] = connection.execute(
            "SELECT count(*) AS told FROM receipts WHERE kind = 'enrolment.recount_windows'"
        ).fetchall()
    assert {row["case_id"] for row in rows} == {case.id for case in lives.values()}
    assert count["told"] == len(lives)
    shown = json.loads(tanjian("calendar", "show", "--json").out)
    assert shown["suspended"] == {"臺南市": ["2025-07-07"], "高雄市": ["2025-07-07"]}


@pytest.mark.parametrize(
    ("given", "wrong", "key"),
    [
        ('counties = ["臺南市", "高雄市"]', 'counties = ["台南"]', "suspensions[0].counties = 台南"),
        ("day = 2025-07-07", "day = 2031-07-07", "suspensions[0].day = 2031-07-07"),
        ("version", "verzion", "verzion"),
    ],
)
def test_a_wrong_calendar_is_refused_by_key_value_and_reason(
    tanjian: Tanjian, signed: tuple[str, ...], with_typhoon: Path, given: str, wrong: str, key: str
) -> None:
    tanjian("prepare")
    with_typhoon.write_text(with_typhoon.read_text().replace(given, wrong, 1))
    before = json.loads(tanjian("calendar", "show", "--json").out)
    ended = tanjian("calendar", "import", with_typhoon, *signed)
    assert ended.code == 2
    assert key in ended.err
    assert json.loads(tanjian("calendar", "show", "--json").out) == before


def test_other_days_under_a_known_version_are_refused(
    tanjian: Tanjian, signed: tuple[str, ...], tmp_path: Path
) -> None:
    tanjian("prepare")
    changed = tmp_path / "same-name.toml"
    changed.write_text(BUNDLED.read_text() + TYPHOON)
    ended = tanjian("calendar", "import", changed, *signed)
    assert ended.code == 2
    assert "新的版本名稱" in ended.err
