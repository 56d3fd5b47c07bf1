"""`tanjian import registrations`: tried without storing anything, and taken in by the living system."""

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from domain.event import Role
from store.person_keys import bind_master_key
from tests.api.office import MASTER_KEY, Office, session_body
from tests.imports.made_up_list import as_csv, as_xlsx, letters_of, rows_of, with_faults

pytestmark = [pytest.mark.servers, pytest.mark.slow]
FAULTS = {"wrong_ubn": 1, "formula_cell": 1, "letter_not_enclosed": 1}
Called = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tanjian(living: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Called:
    """Calls the command line as the operator of the living office."""
    monkeypatch.setenv("TANJIAN_DATABASE_URL", living.services.database.url)
    monkeypatch.setenv("TANJIAN_MASTER_KEY", base64.b64encode(MASTER_KEY).decode())
    monkeypatch.setenv("TANJIAN_DATA", str(tmp_path))
    bind_master_key(living.services.database, tmp_path)

    def call(*words: object) -> tuple[int, str, str]:
        done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
        return done.exit_code, done.stdout, done.stderr

    return call


async def test_a_list_is_tried_taken_in_and_found_there(
    living: Office, tmp_path: Path, tanjian: Called
) -> None:
    guild = await living.hire(Role.GUILD, guild="G01")
    officer = await living.hire(Role.OFFICER)
    session = (await guild.post("/sessions", session_body())).json()["id"]
    rows = with_faults(rows_of(3), FAULTS, [])
    file, letters = tmp_path / "list.xlsx", tmp_path / "letters.zip"
    file.write_bytes(as_xlsx([row.cells for row in rows]))
    letters.write_bytes(letters_of(rows))
    words = ("import", "registrations", file, "--letters", letters, "--session", session)
    words = (*words, "--programme", "114", "--as", "officer2", "--json")

    async def called(*more: object) -> dict[str, Any]:
        code, out, err = await asyncio.to_thread(tanjian, *words, *more)
        assert code == 0, err
        # The dispatcher of the living office writes its log to the same place.
        told: dict[str, Any] = json.JSONDecoder().raw_decode(out[out.index("{\n") :])[0]
        return told

    # The engine's own receipts come when they come.
    asked = f"receipts WHERE actor_account = '{officer.account}'"
    tables = (asked, "files", "accounts", "person_keys")
    stored = {table: living.stored(table) for table in tables}
    tried = await called("--dry-run")
    assert (tried["accepted"], tried["present"], tried["faulty"]) == (27, 0, 3)
    assert {one["code"]: one["rows"] for one in tried["reasons"]} == FAULTS
    assert {table: living.stored(table) for table in tables} == stored
    taken = await called()
    assert (taken["stage"], taken["accepted"], taken["faulty"]) == ("finished", 27, 3)
    assert _name_and_mode(taken["result"]) == ("list-faulty-rows.xlsx", 0o600)
    again = await called("--dry-run")
    assert (again["accepted"], again["present"], again["faulty"]) == (0, 27, 3)
    # What another file would change: a letter that is another one, and data that differ.
    first, second, *others = [replace(row, fault=None, written=None) for row in rows[:10]]
    first = replace(first, written={"letter": second.values["letter"]})
    second = replace(second, written={"county": "連江縣"})
    file.write_bytes(as_xlsx([row.cells for row in (first, second, *others)]))
    told = await called("--dry-run")
    assert {one["row"]: one["codes"] for one in told["faults"]} == {
        2: ["other_letter_attached"],
        3: ["firm_listed_differently"],
    }
    assert (told["accepted"], told["letters_attached"], told["present"]) == (1, 0, 7)


async def test_a_list_is_shown_to_people_with_its_reasons(
    living: Office, tmp_path: Path, tanjian: Called
) -> None:
    guild = await living.hire(Role.GUILD, guild="G01")
    await living.hire(Role.OFFICER)
    await living.hire(Role.GUILD, guild="G02")
    session = (await guild.post("/sessions", session_body(day="2025-07-10"))).json()["id"]
    file = tmp_path / "list.csv"
    file.write_bytes(as_csv([row.cells for row in rows_of(1)][:4]))
    words = ("import", "registrations", file, "--session", session, "--programme", "114", "--dry-run")
    # What the list would be refused for as a whole is said of a trial too.
    _, _, foreign = await asyncio.to_thread(tanjian, *words, "--as", "guild3")
    assert "G01" in foreign
    code, out, _ = await asyncio.to_thread(tanjian, *words, "--as", "officer2")
    assert code == 0
    assert "未儲存任何資料" in out
    assert "letter_not_enclosed" in out
    refusals = [
        ((tmp_path / "none.csv", "--session", session), 2),
        ((file, "--session", "x"), 2),
        ((file, "--session", session, "--programme", "115"), 1),
    ]
    for wrong, wanted in refusals:
        code, _, err = await asyncio.to_thread(tanjian, "import", "registrations", *wrong)
        assert (code, "錯誤" in err, "Error" in err) == (wanted, True, True)


def _name_and_mode(path: str) -> tuple[str, int]:
    return Path(path).name, Path(path).stat().st_mode & 0o777
