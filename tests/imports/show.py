"""A guild's list of thousands of rows, two hundred of them faulty in eleven ways, in the living system.

`python -m tests.imports.show --cases 300`: that many trainees with ten firms each. Rows without faults go
in, the others come back with their reasons; mended they go in too; and the same list again adds nothing.
"""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.event import Role
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.migrations import migrate
from tests.api.living import living_office
from tests.api.office import Office, Signed, eventually, session_body
from tests.durability.entry import main
from tests.imports.made_up_list import (
    FAULTS,
    FIRMS_EACH,
    ListedRow,
    as_xlsx,
    letters_of,
    mended,
    rows_of,
    with_faults,
)

# People and firms of another guild, which has some of the firms first.
_OTHER_PEOPLE, _OTHER_FIRMS = 5000, 100_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What one import came to, and how long it took."""

    document: Mapping[str, Any]
    seconds: float
    at_the_door_seconds: float

    @property
    def reasons(self) -> dict[str, int]:
        return {one["code"]: one["rows"] for one in self.document["reasons"]}

    @property
    def counts(self) -> tuple[int, int, int]:
        """Rows that went in, were there before, and are faulty."""
        return (self.document["accepted"], self.document["present"], self.document["faulty"])


@dataclass(frozen=True, slots=True)
class Shown:
    """Three imports of one list: as it came, its faulty rows mended, and as it came once more."""

    rows: list[ListedRow]
    faults: Mapping[str, int]
    first: Imported
    mended: Imported
    again: Imported
    listed_firms: int
    positions: tuple[int, int]


def faults_of(total: int) -> dict[str, int]:
    """The kinds of fault, each as often as the others, the first ones once more where it does not divide."""
    each, more = divmod(total, len(FAULTS))
    return {code: each + (at < more) for at, code in enumerate(FAULTS)}


async def show(office: Office, trainees: int, faulty: int) -> Shown:
    """The whole story, by HTTP alone."""
    guild, other = await office.hire(Role.GUILD, guild="G01"), await office.hire(Role.GUILD, guild="G02")
    session = (await guild.post("/sessions", session_body())).json()["id"]
    elsewhere = (await other.post("/sessions", session_body(guild="G02"))).json()["id"]
    faults = faults_of(faulty)
    taken = rows_of(
        1 + faults["firm_taken"] // FIRMS_EACH, first_person=_OTHER_PEOPLE, first_firm=_OTHER_FIRMS
    )
    held = await imported(other, elsewhere, as_xlsx([row.cells for row in taken]), letters_of(taken))
    assert held.counts == (len(taken), 0, 0), held.document
    rows = with_faults(rows_of(trainees), faults, [row.values["ubn"] for row in taken])
    content, letters = as_xlsx([row.cells for row in rows]), letters_of(rows)
    first = await imported(guild, session, content, letters)
    result = await guild.get(f"/imports/{first.document['id']}/result")
    assert result.status_code == 200, result.text
    second = await imported(guild, session, mended(result.content, rows), letters)
    before = office.services.event_log.last_position()
    again = await imported(guild, session, content, letters)
    listed = office.stored("receipts")
    return Shown(rows, faults, first, second, again, listed, (before, again.document["position"]))


async def imported(guild: Signed, session: str, content: bytes, letters: bytes | None = None) -> Imported:
    """Send a list and wait until each of its rows has its outcome."""
    files: dict[str, Any] = {"file": ("清冊.xlsx", content, "application/octet-stream")}
    if letters is not None:
        files["letters"] = ("letters.zip", letters, "application/zip")
    begun = time.monotonic()
    answer = await guild.post("/imports", files=files, data={"programme": "114", "session": session})
    assert answer.status_code == 201, answer.text
    taken = time.monotonic() - begun

    async def stage() -> str:
        return str((await guild.get(answer.headers["Location"])).json()["stage"])

    await eventually(stage, "finished", timeout_seconds=900)
    document = (await guild.get(answer.headers["Location"])).json()
    return Imported(document, time.monotonic() - begun, taken)


async def report(trainees: int) -> dict[str, object]:
    """What the command prints; `passed` is whether every count is exactly what was made."""
    faulty = min(200, trainees * 2 // 3)
    with tempfile.TemporaryDirectory(prefix="tanjian-import-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with EmbeddedPostgres(folder / "postgres", fast=True) as server:
            with Database(server.url) as database:
                migrate(database)
            async with living_office(server.url, folder, answer_seconds=60.0) as office:
                shown = await show(office, trainees, faulty)
    total = trainees * FIRMS_EACH
    passed = (
        shown.first.counts == (total - faulty, 0, faulty)
        and shown.first.reasons == shown.faults
        and shown.mended.counts == (faulty, 0, 0)
        and shown.again.counts[0] == 0
    )
    return {
        "rows": total,
        "first": _told(shown.first),
        "mended": _told(shown.mended),
        "again": _told(shown.again),
        "passed": passed,
    }


def _told(one: Imported) -> dict[str, object]:
    accepted, present, faulty = one.counts
    return {
        "accepted": accepted,
        "present": present,
        "faulty": faulty,
        "reasons": one.reasons,
        "answered_after_seconds": round(one.at_the_door_seconds, 2),
        "finished_after_seconds": round(one.seconds, 1),
    }


if __name__ == "__main__":
    main(report, cases=300)
