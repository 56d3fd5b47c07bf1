"""Letters that a guild sends after their firms were listed, by HTTP with everything behind it (R12)."""

from typing import Any

import pytest

from domain.event import Role
from tests import made_up
from tests.api.office import Office, Signed, registration_body, session_body
from tests.imports.made_up_list import as_csv, as_xlsx, letters_of, rows_of
from tests.imports.show import imported
from tests.made_up import PDF

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def registered(trainee: Signed, session: str, rows: list[Any]) -> str:
    """The trainee registers by themself with these firms, the first two with letters of their own."""
    firms = []
    for place, row in enumerate(rows):
        names = ("ubn", "industry", "revenue", "capital", "county")
        body = {name: row.values[name] for name in names} | {"small_or_medium": True}
        if place < 2:
            body["letter"] = (await trainee.upload(PDF + row.values["ubn"].encode())).json()["address"]
        firms.append(body)
    answer = await trainee.post("/enrolments", registration_body(session, *firms, number=0))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_letters_of_a_list_reach_the_firms_that_lack_them(living: Office) -> None:
    guild, trainee = await living.hire(Role.GUILD, guild="G01"), await living.hire(Role.TRAINEE)
    session = str((await guild.post("/sessions", session_body())).json()["id"])
    rows = rows_of(1)
    case = f"/enrolments/{await registered(trainee, session, rows[:5])}"
    content, letters = as_csv([row.cells for row in rows]), letters_of(rows)
    first = await imported(guild, session, content, letters)
    assert (first.counts, first.document["letters_attached"]) == ((5, 2, 0), 3), first.document
    firms = (await trainee.get(case)).json()["firms"]
    assert [firm["ubn"] for firm in firms if firm["letter"] is None] == []
    attached = await trainee.get(f"{case}/firms/{rows[4].values['ubn']}/letter")
    assert attached.content == PDF + rows[4].values["ubn"].encode()
    again = await imported(guild, session, content, letters)
    assert (again.counts, again.document["letters_attached"]) == ((0, 10, 0), 0)
    await _told_that_data_differ(guild, session, rows, letters)


async def _told_that_data_differ(guild: Signed, session: str, rows: list[Any], letters: bytes) -> None:
    lines = [row.cells for row in rows]
    at = list(rows[0].values).index("revenue")
    lines[0] = (*lines[0][:at], rows[0].values["revenue"] + 5, *lines[0][at + 1 :])
    told = await imported(guild, session, as_xlsx(lines), letters)
    assert (told.counts, told.reasons) == ((0, 9, 1), {"firm_listed_differently": 1})
    result = await guild.get(f"/imports/{told.document['id']}/result")
    assert result.status_code == 200
    assert made_up.national_id(0) not in str(told.document)
