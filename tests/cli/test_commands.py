"""Commands on a real database, called as people and programs call them."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.deadline import TAIPEI, WindowKind
from domain.event import Actor, Role
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store import world
from store.accounts import Accounts
from store.database import Database
from store.event_log import EventLog
from store.places import PlaceKey, Places
from store.programme_files import programme_document
from store.receipts import Receipts
from store.world import ServerClock, WorldTime
from tests.cli.conftest import Tanjian
from tests.made_up import usual
from tests.read_side.recorded_world import RecordedWorld, live, returned_list
from tests.store.sample import draft

pytestmark = pytest.mark.servers

RULES = Path("domain/programmes/114.toml")


@pytest.fixture(autouse=True)
def _servers(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TANJIAN_DATABASE_URL", database_url)
    # Nothing listens there.
    monkeypatch.setenv("TANJIAN_TEMPORAL_ADDRESS", "127.0.0.1:9")
    monkeypatch.setenv("TANJIAN_DATA", str(tmp_path))


@pytest.fixture
def other_rules(tmp_path: Path) -> Path:
    """The year's rules with 30 places for manufacturing and 40 for services."""
    changed = RULES.read_text().replace("manufacturing = 8_000", "manufacturing = 30")
    path = tmp_path / "114.toml"
    path.write_text(changed.replace("services = 17_000", "services = 40"))
    return path


def test_preparing_makes_all_that_the_processes_need_and_makes_it_once(
    tanjian: Tanjian, empty_database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TANJIAN_DATABASE_URL", empty_database_url)
    first, second = (tanjian("prepare", "--as-of", "2025-03-01") for _ in range(2))
    kept = (tmp_path / "officer.txt").read_text().split()
    assert (first.code, second.code) == (0, 0)
    assert kept[-1] in first.out
    assert kept[-1] not in second.out
    assert (tmp_path / "officer.txt").stat().st_mode & 0o777 == 0o600
    with Database(empty_database_url) as database:
        now = ServerClock(world.load(database)).now()
        assert Accounts(database).sign_in("officer", kept[-1], now, timedelta(hours=1))
    begun = datetime(2025, 3, 1, 9, tzinfo=TAIPEI)
    assert begun <= now < begun + timedelta(minutes=5)
    assert tanjian("prepare", "--as-of", "2025-03-02").code == 1
    assert json.loads(tanjian("programme", "show", "114", "--json").out)["versions"] == 1


def test_an_imported_programme_is_a_new_version_and_sizes_the_quota(
    tanjian: Tanjian, signed: tuple[str, ...], database: Database, other_rules: Path
) -> None:
    first = json.loads(tanjian("programme", "import", other_rules, *signed, "--json").out)
    again = json.loads(tanjian("programme", "import", other_rules, *signed, "--json").out)
    second = json.loads(tanjian("programme", "import", RULES, *signed, "--json").out)
    assert [(one["version"], one["changed"]) for one in (first, again, second)] == [
        (1, True),
        (1, False),
        (2, True),
    ]
    assert first["quotas"] == {"manufacturing": 30, "services": 40}
    held = Places(database).hold("114", {"04595257": "services"}, draft().command_id)
    assert held == {"04595257": PlaceKey("114", "services", 1)}
    with database.transaction() as connection:
        rows = connection.execute("SELECT sector, places FROM place_quotas ORDER BY sector").fetchall()
    assert [(row["sector"], row["places"]) for row in rows] == [("manufacturing", 8000), ("services", 17000)]


def test_a_published_version_is_shown_as_it_was_published(
    tanjian: Tanjian, signed: tuple[str, ...], other_rules: Path
) -> None:
    tanjian("programme", "import", other_rules, *signed)
    tanjian("programme", "import", RULES, *signed)
    old = json.loads(tanjian("programme", "show", "114", "--version", 1, "--json").out)
    now = json.loads(tanjian("programme", "show", "114", "--json").out)
    assert old["document"]["quotas"]["services"] == 40
    assert (now["version"], now["versions"]) == (2, 2)
    assert now["document"]["windows"] == json.loads(json.dumps(programme_document()["windows"], default=str))
    assert "簡報" in tanjian("programme", "show", "114").out


@pytest.mark.parametrize(
    ("wrong", "key", "value"),
    [
        ("working_days = 8", "windows.list_supplement.working_days", "eight"),
        ("services = 17_000", "quotas.services", "-1"),
    ],
)
def test_a_wrong_programme_is_refused_by_key_value_and_reason(
    tanjian: Tanjian,
    signed: tuple[str, ...],
    event_log: EventLog,
    tmp_path: Path,
    wrong: str,
    key: str,
    value: str,
) -> None:
    name = wrong.partition(" ")[0]
    put = f"{name} = {value}" if value.lstrip("-").isdigit() else f'{name} = "{value}"'
    path = tmp_path / "wrong.toml"
    path.write_text(RULES.read_text().replace(wrong, put, 1))
    ended = tanjian("programme", "import", path, *signed)
    assert ended.code == 2
    assert f"{key} = {value}" in ended.err
    assert "必須" in ended.err or "不得" in ended.err
    assert "must" in ended.err
    assert event_log.last_position() == 0


def test_an_unknown_version_or_year_is_refused(tanjian: Tanjian, signed: tuple[str, ...]) -> None:
    tanjian("programme", "import", RULES, *signed)
    assert tanjian("programme", "show", "114", "--version", 2).code == 2
    missing = tanjian("programme", "show", "113")
    assert missing.code == 1
    assert "113" in missing.err


def test_an_account_signs_in_with_the_password_that_is_shown_once(
    tanjian: Tanjian, database: Database
) -> None:
    words = ("account", "add", "--role", "guild", "--guild", "G01", "--login", "guild.one")
    made = json.loads(tanjian(*words, "--json").out)
    accounts, clock = Accounts(database), ServerClock(WorldTime())
    token = accounts.sign_in("guild.one", made["password"], clock.now(), timedelta(hours=1))
    actor = accounts.actor_of(token, clock.now())
    assert isinstance(actor, Actor)
    assert (str(actor.account), actor.role, actor.guild) == (made["account"], Role.GUILD, "G01")
    taken = tanjian(*words)
    assert taken.code == 1
    assert "guild.one" in taken.err


def test_an_account_of_any_role_can_be_a_person_s(tanjian: Tanjian, database: Database) -> None:
    def add(role: str, *words: str) -> str | None:
        login = ("--login", f"{role}.{len(words)}", "--json")
        made: dict[str, str | None] = json.loads(
            tanjian("account", "add", "--role", role, *words, *login).out
        )
        with database.transaction() as connection:
            row = connection.execute("SELECT * FROM accounts WHERE id = %s", (made["account"],)).fetchone()
        assert row is not None
        assert row["created_by"] is None
        assert made["person"] == (str(row["person"]) if row["person"] else None)
        return made["person"]

    person = add("trainee")
    assert person
    assert add("reviewer", "--person", person) == person
    assert add("officer", "--person", person) == person
    assert add("reviewer") is None


@pytest.mark.parametrize(
    "words",
    [
        ("--role", "king", "--login", "someone"),
        ("--role", "guild", "--login", "someone"),
        ("--role", "officer", "--guild", "G01", "--login", "someone"),
        ("--role", "officer", "--login", "陳"),
        ("--role", "engine", "--login", "someone"),
        ("--role", "officer", "--person", "5d3f0f1e", "--login", "someone"),
    ],
)
def test_an_account_that_makes_no_sense_is_wrong_input(
    tanjian: Tanjian, database: Database, words: tuple[str, ...]
) -> None:
    assert tanjian("account", "add", *words).code == 2
    with database.transaction() as connection:
        assert connection.execute("SELECT FROM accounts").fetchall() == []


def test_the_doctor_names_what_is_wrong_and_what_is_not(
    tanjian: Tanjian, signed: tuple[str, ...], database: Database, other_rules: Path
) -> None:
    tanjian("programme", "import", other_rules, *signed)
    Receipts(database).receive(draft(), ServerClock(WorldTime()).now)
    ended = tanjian("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(ended.out)["checks"]}
    assert ended.code == 1
    assert {name for name, check in checks.items() if not check["ok"]} == {
        "projector",
        "windows",
        "calendar",
        "mails",
        "temporal",
        "worker",
        "reader",
    }
    assert checks["receipts"]["en"].startswith("1 without outcome")
    assert checks["places"]["en"].startswith("70 places")
    assert "fonts" in checks["fonts"]["en"]
    with database.transaction() as connection:
        connection.execute("UPDATE receipts SET created_at = clock_timestamp() - interval '1 hour'")
    assert "receipts" in tanjian("doctor").out.splitlines()[-1]


def test_a_wrong_public_address_is_told_before_anything_starts(
    tanjian: Tanjian, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TANJIAN_PUBLIC_URL", "ftp://checkup.example.com")
    ended = tanjian("up", "--data", tmp_path / "new")
    assert ended.code == 1
    assert "TANJIAN_PUBLIC_URL" in ended.err
    assert not (tmp_path / "new").exists()


def test_a_case_is_told_as_it_is_and_as_it_stood(
    tanjian: Tanjian, event_log: EventLog, programme: Programme, calendar: WorkingCalendar
) -> None:
    recorded = RecordedWorld(usual(programme), calendar, event_log)
    case = live(recorded, seed=7, walks=(returned_list,))["returned_list"]
    now = json.loads(tanjian("case", case.id, "--json").out)
    assert now["case"]["stage"] == "listing"
    told_of = [entry["position"] for entry in now["history"]]
    assert told_of == sorted(told_of)
    assert {one.position for one in recorded.of(case.id)} <= set(told_of)
    first = now["history"][0]
    assert first["topic"] == "enrolment.registered.v1"
    then = json.loads(tanjian("case", case.id, "--event", first["position"], "--json").out)
    assert then["case"]["stage"] == "applying"
    assert [entry["position"] for entry in then["history"]] == [first["position"]]
    told = tanjian("case", case.id).out
    assert all(entry["sentence_zh"].splitlines()[0][:12] in told for entry in now["history"])
    open_window = next(w for w in now["case"]["windows"] if w["kind"] == WindowKind.LIST_SUPPLEMENT)
    assert open_window["due_date"] in told


def test_a_case_that_is_not_there_is_said_so(tanjian: Tanjian) -> None:
    assert tanjian("case", draft().case_id).code == 1
    assert tanjian("case", "114-001").code == 2
    assert tanjian("case", draft().case_id, "--at", "2025-03-27T12:00").code == 2
    assert tanjian("case", draft().case_id, "--at", "2025-03-27", "--event", 4).code == 2


def test_read_models_are_made_anew(
    tanjian: Tanjian, signed: tuple[str, ...], event_log: EventLog, other_rules: Path
) -> None:
    tanjian("programme", "import", other_rules, *signed)
    first = json.loads(tanjian("projections", "rebuild", "--json").out)
    second = json.loads(tanjian("projections", "rebuild", "--json").out)
    assert first["position"] == second["position"] == event_log.last_position()
    assert second["schema"] == first["schema"] + 1
