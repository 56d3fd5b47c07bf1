"""Rules, calendars and years change by an officer, on a basis that is kept with the event."""

from pathlib import Path

import pytest

from domain.event import Role
from domain.programme_year import YearFrozen
from domain.publication import CalendarPublished, ProgrammePublished
from domain.streams import calendar_stream, programme_stream
from store.accounts import Accounts
from store.database import Database
from store.event_log import EventLog
from tests.cli.conftest import BASIS, Tanjian

pytestmark = pytest.mark.servers
RULES, DAYS = Path("domain/programmes/114.toml"), Path("domain/calendars/taiwan.toml")
Files = tuple[Path, Path]


@pytest.fixture(autouse=True)
def _servers(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TANJIAN_DATABASE_URL", database_url)
    monkeypatch.setenv("TANJIAN_DATA", str(tmp_path))


@pytest.fixture
def revised(tanjian: Tanjian, tmp_path: Path) -> Files:
    """Other rules and another calendar than those that are published already."""
    tanjian("prepare")
    rules, days = tmp_path / "rules.toml", tmp_path / "days.toml"
    rules.write_text(RULES.read_text().replace("services = 17_000", "services = 17_001", 1))
    days.write_text(DAYS.read_text().replace('version = "', 'version = "revised-', 1))
    return rules, days


def test_what_is_published_says_who_and_why(
    tanjian: Tanjian, database: Database, event_log: EventLog, signed: tuple[str, ...], revised: Files
) -> None:
    tanjian("programme", "import", revised[0], *signed)
    tanjian("programme", "freeze", "114", *signed)
    tanjian("calendar", "import", revised[1], *signed)
    officer = Accounts(database).actor_named("chief")
    recorded = [*event_log.read(programme_stream("114"))[1:], *event_log.read(calendar_stream())[1:]]
    assert [type(one.event) for one in recorded] == [ProgrammePublished, YearFrozen, CalendarPublished]
    assert {one.cause.actor for one in recorded} == {officer}
    assert {one.event.basis for one in recorded} == {BASIS}
    assert BASIS in tanjian("programme", "show", "114").out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--by", "nobody", "--basis", BASIS), "nobody"),
        (("--by", "reviewer1", "--basis", BASIS), "reviewer1"),
        (("--by", "chief", "--basis", "  "), "--basis"),
    ],
)
@pytest.mark.usefixtures("signed")
def test_without_an_officer_or_a_basis_nothing_is_published(
    tanjian: Tanjian,
    database: Database,
    event_log: EventLog,
    revised: Files,
    words: tuple[str, ...],
    named: str,
) -> None:
    Accounts(database).create_account("reviewer1", "correct horse battery", Role.REVIEWER)
    before = event_log.last_position()
    for asked in (("programme", "import", revised[0]), ("calendar", "import", revised[1])):
        ended = tanjian(*asked, *words)
        assert ended.code == 2
        assert named in ended.err
    assert event_log.last_position() == before
