"""A list goes in row by row, by HTTP, with Temporal and a worker behind it."""

import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.event import Role
from tests import made_up
from tests.api.office import Office, Signed, eventually, session_body
from tests.imports.made_up_list import as_csv, as_xlsx, damaged, letters_of, rows_of
from tests.imports.show import faults_of, imported, show

pytestmark = [pytest.mark.servers, pytest.mark.slow]

TRAINEES, FAULTY = 13, 11


async def test_good_rows_go_in_faulty_ones_come_back_and_the_list_again_adds_nothing(living: Office) -> None:
    shown = await show(living, TRAINEES, FAULTY)
    total = TRAINEES * 10
    assert shown.first.counts == (total - FAULTY, 0, FAULTY)
    assert shown.first.reasons == faults_of(FAULTY)
    assert shown.mended.counts == (FAULTY, 0, 0)
    # What is full by now refuses the firm that another has before anybody asks whose it is.
    assert shown.again.counts == (0, total - FAULTY, FAULTY)
    assert _stored_in_clear(living, made_up.national_id(0), made_up.email(0), made_up.person_name(0)) == []


async def test_a_trainee_of_a_list_signs_in_by_the_link_of_a_mail(living: Office, tmp_path: Path) -> None:
    guild = await living.hire(Role.GUILD, guild="G01")
    session = await _session(guild)
    rows = rows_of(1)
    first = await imported(guild, session, as_csv([row.cells for row in rows[:6]]), letters_of(rows))
    assert first.counts == (6, 0, 0), first.document
    [link] = await _links(tmp_path)
    assert (await living.http.get(link)).json()["login"] == made_up.email(0)
    short = await living.http.post(link, json={"password": "short"})
    assert short.status_code == 422
    await _chosen_on_the_page(living, link, "my-own-long-words")
    again = await living.http.post(link, json={"password": "somebody-else-s-words"})
    assert (again.status_code, again.json()["code"]) == (404, "invitation_unknown")
    trainee = await _signed_in(living, made_up.email(0), "my-own-long-words")
    [case] = (await trainee.get("/enrolments")).json()["items"]
    assert (case["firms"], case["trainee"]["name"]) == (6, made_up.person_name(0))
    firms = (await trainee.get(f"/enrolments/{case['id']}")).json()["firms"]
    assert {firm["name"] for firm in firms} == {row.values["firm_name"] for row in rows[:6]}
    # Four more rows go to the case that is there, and nobody is invited who can sign in.
    second = await imported(guild, session, as_xlsx([row.cells for row in rows]), letters_of(rows))
    assert second.counts == (4, 6, 0), second.document
    refused = await guild.post(f"/enrolments/{case['id']}/invitation")
    assert (refused.status_code, refused.json()["code"]) == (409, "invitation_not_needed")
    assert len(await _links(tmp_path)) == 1


async def test_an_invitation_is_accepted_by_a_program_too(living: Office, tmp_path: Path) -> None:
    guild = await living.hire(Role.GUILD, guild="G01")
    rows = rows_of(1)
    await imported(guild, await _session(guild), as_csv([row.cells for row in rows]), letters_of(rows))
    [link] = await _links(tmp_path)
    chosen = await living.http.post(link, json={"password": "my-own-long-words"})
    assert (chosen.status_code, chosen.json()) == (200, {"login": made_up.email(0)})
    assert (await living.http.get(link)).status_code == 404


async def test_an_invitation_is_sent_once_more_while_there_is_no_password(
    living: Office, tmp_path: Path
) -> None:
    guild = await living.hire(Role.GUILD, guild="G01")
    rows = rows_of(1)
    await imported(guild, await _session(guild), as_csv([row.cells for row in rows]), letters_of(rows))
    await _links(tmp_path)
    [case] = (await guild.get("/enrolments")).json()["items"]

    async def answered() -> int:
        return (await guild.post(f"/enrolments/{case['id']}/invitation")).status_code

    assert await answered() == 200

    async def links() -> int:
        return len(await _links(tmp_path))

    await eventually(links, 2)
    other = await living.hire(Role.GUILD, guild="G02")
    assert (await other.post(f"/enrolments/{case['id']}/invitation")).status_code == 404


async def test_rows_that_a_rule_refuses_are_told_with_its_words(living: Office) -> None:
    guild, other = await living.hire(Role.GUILD, guild="G01"), await living.hire(Role.GUILD, guild="G02")
    late = await _session(guild, day="2025-07-10")
    rows = rows_of(3)
    # After 6/30 ten firms are needed at once: nine are refused, all of them.
    few = await imported(guild, late, as_xlsx([row.cells for row in rows[:19]]), letters_of(rows))
    assert (few.counts, few.reasons) == ((10, 0, 9), {"too_few_firms": 9})
    result = await guild.get(f"/imports/{few.document['id']}/result")
    assert "officedocument" in result.headers["content-type"]
    # The same rows with the tenth go in: what was refused is asked again.
    whole = await imported(guild, late, as_xlsx([row.cells for row in rows[:20]]), letters_of(rows))
    assert whole.counts == (10, 10, 0)
    # Another guild's list names a trainee who is enrolled, and one whose e-mail is somebody else's.
    elsewhere = await _session(other, guild="G02", day="2025-03-10")
    taken = [list(row.cells) for row in rows[:10] + rows[20:]]
    for line in taken[10:]:
        line[1] = made_up.email(0)
    crossed = await imported(other, elsewhere, as_csv([tuple(line) for line in taken]), letters_of(rows))
    assert (crossed.counts, crossed.reasons) == (
        (0, 0, 20),
        {"already_enrolled": 10, "login_of_another": 10},
    )
    result = await other.get(f"/imports/{crossed.document['id']}/result")
    assert result.headers["content-type"].startswith("text/csv")
    assert result.text.count("同一人在同一計畫年度只能有一個學員案") == 10
    # What is another guild's is not there.
    assert (await guild.get(f"/imports/{crossed.document['id']}")).status_code == 404
    assert (await guild.get(f"/imports/{crossed.document['id']}/result")).status_code == 404
    assert len((await guild.get("/imports")).json()["items"]) == 2
    officer = await living.hire(Role.OFFICER)
    assert len((await officer.get("/imports?programme=114&limit=2")).json()["items"]) == 2
    assert (await guild.get(f"/imports/{whole.document['id']}/result")).status_code == 404


async def test_a_letter_that_is_damaged_costs_its_own_row_alone(living: Office) -> None:
    guild = await living.hire(Role.GUILD, guild="G01")
    session, rows, content = await _session(guild), rows_of(2), as_csv([row.cells for row in rows_of(2)])
    # One row of the first trainee's, and all of the second's.
    letters = letters_of(rows)
    for row in (rows[3], *rows[10:]):
        letters = damaged(letters, row)
    first = await imported(guild, session, content, letters)
    assert (first.counts, first.reasons) == ((9, 0, 11), {"letter_unreadable": 11}), first.document
    again = await imported(guild, session, content, letters_of(rows))
    assert again.counts == (11, 9, 0)


async def test_attendance_goes_in_from_a_list(living: Office) -> None:
    guild = await living.hire(Role.GUILD, guild="G01")
    session, rows = await _session(guild), rows_of(3)
    await imported(guild, session, as_xlsx([row.cells for row in rows]), letters_of(rows))
    cases = (await guild.get("/enrolments")).json()["items"]
    by_name = {case["trainee"]["name"]: case["id"] for case in cases}
    lines = [
        ("身分證字號或學員案代碼", "出席方式"),
        (made_up.national_id(0), "現場"),
        (by_name[made_up.person_name(1)], "online"),
        (made_up.national_id(2), "遲到"),
        (made_up.national_id(9), "線上"),
        (made_up.national_id(0).lower(), "線上"),
        ("A1", "線上"),
    ]
    content = as_xlsx(lines[1:], lines[0])
    key = "attendance-1"
    answer = await _attendance(guild, session, content, key)
    told = answer.json()
    assert answer.status_code == 200, answer.text
    assert (told["rows"], told["accepted"], told["faulty"]) == (6, 2, 4)
    codes = {one["row"]: one["reasons"][0]["code"] for one in told["faults"]}
    assert codes == {
        4: "attendance_untold",
        5: "attendee_of_other_guild",
        6: "attendee_twice",
        7: "attendee_unread",
    }
    result = await guild.get(told["result"])
    assert (result.status_code, "officedocument" in result.headers["content-type"]) == (200, True)
    held = (await guild.get(f"/sessions/{session}")).json()
    assert set(held["attended"]) == {by_name[made_up.person_name(number)] for number in (0, 1)}
    assert (await _attendance(guild, session, content, key)).json() == told
    # What another file would have come to under that key is not told as what became of this one.
    result = await guild.get(told["result"])
    for other_lines in (lines[1:4], lines[-1:]):
        refused = await _attendance(guild, session, as_xlsx(other_lines, lines[0]), key)
        assert refused.status_code == 422
    assert (await guild.get(told["result"])).content == result.content
    none = await _attendance(guild, session, as_xlsx([lines[-1]], lines[0]), "attendance-2")
    assert (none.status_code, none.json()["code"], none.json()["faulty"]) == (422, "no_row_taken", 1)
    other = await living.hire(Role.GUILD, guild="G02")
    assert (await _attendance(other, session, content, "attendance-3")).status_code == 404
    assert (await other.get(told["result"])).status_code == 404


async def _chosen_on_the_page(office: Office, link: str, password: str) -> None:
    """As a browser follows the link and sends the form."""
    page = await office.http.get(link, headers={"Accept": "text/html,application/xhtml+xml"})
    assert (page.status_code, made_up.email(0) in page.text) == (200, True)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    differing = {"password": password, "again": "another-long-word"}
    again = await office.http.post(f"{link}/form", data=differing)
    assert (again.status_code, "兩次輸入的密碼不同" in again.text) == (422, True)
    done = await office.http.post(f"{link}/form", data={"password": password, "again": password})
    assert (done.status_code, "密碼已設定" in done.text) == (200, True)
    late = await office.http.get(link, headers={"Accept": "text/html"})
    assert (late.status_code, "邀請連結無效或已使用" in late.text) == (404, True)


async def _attendance(guild: Signed, session: str, content: bytes, key: str) -> httpx.Response:
    files = {"file": ("出席.xlsx", content)}
    return await guild.post(f"/sessions/{session}/attendance-file", files=files, key=key)


async def _session(by: Signed, **details: str) -> str:
    answer = await by.post("/sessions", session_body(**details))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def _links(folder: Path) -> list[str]:
    """The links of the invitations that were sent, once there is one."""
    found: list[str] = []

    async def any_sent() -> bool:
        found[:] = [link for path in (folder / "mail").glob("*.eml") for link in _links_of(path)]
        return bool(found)

    await eventually(any_sent, True)
    return found


def _links_of(path: Path) -> list[str]:
    message: Any = message_from_bytes(path.read_bytes(), policy=policy.default)
    text = message.get_body(("plain",)).get_content()
    return sorted(set(re.findall(r"/invitations/[A-Za-z0-9_-]+", text)))


async def _signed_in(office: Office, login: str, password: str) -> Signed:
    answer = await office.http.post("/sign-in", json={"login": login, "password": password})
    assert answer.status_code == 200, answer.text
    account: Any = None
    return Signed(office.http, account, answer.json()["token"], None, login)


def _stored_in_clear(office: Office, *words: str) -> list[str]:
    """Those of the words that any table of the record, or of what is read, has in clear."""
    found = []
    with office.services.database.transaction() as connection:
        for table, column in (("tanjian_events", "state"), ("receipts", "body")):
            for word in words:
                row = connection.execute(
                    f"SELECT count(*) AS n FROM {table} WHERE position(%s::bytea IN {column}) > 0",
                    (word.encode(),),
                ).fetchone()
                assert row is not None
                found += [f"{table}: {word}"] if row["n"] else []
    return found
