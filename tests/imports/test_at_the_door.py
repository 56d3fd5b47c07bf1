"""What the door says of a list before anything of it is stored."""

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from openpyxl import load_workbook

from domain.event import Role
from domain.programme import Programme
from domain.registration_list import COLUMNS
from store.database import Database
from store.event_log import EventLog
from store.read_schema import prepare
from tests.api.office import MovableClock, Office, Signed, running, services_over
from tests.imports.made_up_list import as_csv, as_xlsx, letters_of, rows_of
from tests.store.test_tables import repacked

pytestmark = pytest.mark.servers
_SESSION = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"
_LIST = [row.cells for row in rows_of(1)]


@dataclass(frozen=True, slots=True)
class Door:
    office: Office
    guild: Signed

    async def send(self, content: bytes, letters: bytes | None = None, **fields: str) -> httpx.Response:
        files: dict[str, Any] = {"file": ("list.xlsx", content)}
        if letters is not None:
            files["letters"] = ("letters.zip", letters)
        said = {"programme": "114", "session": _SESSION, **fields}
        return await self.guild.post("/imports", files=files, data=said)


@pytest.fixture
async def door(database: Database, event_log: EventLog, tmp_path: Path) -> AsyncIterator[Door]:
    """An application whose workflows nobody runs, and a guild that is signed in."""
    clock = MovableClock()
    services, projector = services_over(database, event_log, tmp_path, clock, None)
    prepare(database)
    services.programmes.publish(None, "114", clock.now(), services.places)
    async with running(services, clock, projector) as office:
        yield Door(office, await office.hire(Role.GUILD, guild="G01"))


def _macros(content: bytes) -> bytes:
    return repacked(content, **{"xl__vbaProject.bin": b"Sub AutoOpen()"})


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (as_xlsx([], ["姓名", "統編"]), 422, "table_header"),
        (as_xlsx(_LIST)[:900], 422, "table_broken"),
        (_macros(as_xlsx(_LIST)), 422, "table_macros"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 99, 415, "table_format"),
        (as_xlsx(_LIST * 501), 413, "table_too_large"),
        (repacked(as_xlsx(_LIST), **{"xl__media__a.bin": b"0" * 200_000_000}), 413, "table_too_large"),
        (as_csv(_LIST) + "﹏\ud800".encode("utf-16", "surrogatepass"), 422, "table_broken"),
    ],
)
async def test_what_is_no_list_is_refused_with_its_reason_and_not_kept(
    door: Door, content: bytes, status: int, code: str
) -> None:
    answer = await door.send(content)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    assert problem["detail"] != problem["detail_en"]
    assert (door.office.stored("files"), door.office.stored("receipts")) == (0, 0)


async def test_missing_columns_are_named(door: Door) -> None:
    problem = (await door.send(as_xlsx([["x"]], ["學員姓名"]))).json()
    assert problem["fields"]["missing"] == [column.zh for column in COLUMNS if column.needed][1:]
    assert "統一編號" in problem["detail"]


async def test_200_mb_are_refused_before_they_are_read(door: Door) -> None:
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(200):
            read += 1
            yield b"0" * 1024 * 1024

    headers = {
        "Authorization": f"Bearer {door.guild.token}",
        "Idempotency-Key": str(uuid4()),
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(200 * 1024 * 1024),
    }
    answer = await door.office.http.post("/imports", headers=headers, content=body())
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_a_table_or_letters_above_their_own_size_are_refused(door: Door) -> None:
    settings = door.office.services.settings
    answer = await door.send(b"0" * (settings.list_bytes + 1))
    assert (answer.status_code, answer.json()["fields"]) == (413, {"limit_bytes": settings.list_bytes})
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as package:
        for number in range(6001):
            package.writestr(f"{number}.pdf", b"")
    answer = await door.send(as_xlsx(_LIST), many.getvalue())
    assert (answer.status_code, answer.json()["code"]) == (413, "letters_too_large")


async def test_a_broken_letters_file_is_named(door: Door) -> None:
    answer = await door.send(as_xlsx(_LIST), b"PK\x03\x04 no zip")
    assert (answer.status_code, answer.json()["fields"]) == (422, {"field": "letters"})


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"programme": "2025"}, "programme"), ({"session": "x"}, "session"), ({"guild": "G01"}, "guild")],
)
async def test_wrong_fields_are_named(door: Door, fields: dict[str, str], wrong: str) -> None:
    answer = await door.send(as_xlsx(_LIST), **fields)
    named = set(answer.json().get("fields", {}))
    assert (answer.status_code, named) in ((422, {wrong}), (400, set())), answer.text


async def test_a_session_that_is_not_there_is_404_and_no_trainee_sends_lists(door: Door) -> None:
    answer = await door.send(as_xlsx(_LIST), letters_of(rows_of(1)))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert door.office.stored("files") == 0
    trainee = await door.office.hire(Role.TRAINEE)
    answer = await trainee.post("/imports", files={"file": ("x", b"x")}, data={})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert (await door.office.http.post("/imports")).status_code == 401


async def test_unknown_query_parameters_are_refused(door: Door) -> None:
    answer = await door.guild.get("/imports?stage=finished")
    assert answer.status_code == 400
    assert (await door.guild.get("/imports")).json() == {"items": [], "next": None}


async def test_the_blank_list_is_for_everybody(door: Door, programme: Programme) -> None:
    answer = await door.office.http.get("/forms/firm-list.xlsx?programme=114&trainees=3")
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    firms = door.office.services.programmes.in_force("114").registration.firms
    assert (sheet.max_row, sheet.max_column) == (3 * firms + 1, len(COLUMNS))
    assert (await door.office.http.get("/forms/firm-list.xlsx?programme=199")).status_code == 404
    assert (await door.office.http.get("/forms/firm-list.xlsx?programme=114&x=1")).status_code == 400
