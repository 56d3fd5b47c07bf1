"""A guild's sessions, calls and weekly digest, by HTTP, with Temporal and a worker behind it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from activities.digest_sending import DigestSending
from activities.recovery import recover
from domain.event import Role
from domain.guild_year import DigestSettled, fold, guild_year_stream
from domain.programme import Programme
from store.unfinished import unfinished
from tests import made_up
from tests.api.living import tools_of
from tests.api.office import Office, Signed, eventually, registration_body, session_body
from tests.api.test_case_lived import People, made, people_of, registered, with_letter
from workflows.contracts import DigestRequest

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def applied(people: People, session: str, attends: str | None = None) -> str:
    firms = [await with_letter(people, number) for number in (0, 1)]
    body = {**registration_body(session, *firms), "attends": attends}
    return made(await people.trainee.post("/enrolments", body))


async def case_of(signed: Signed, enrolment: str) -> dict[str, Any]:
    found: dict[str, Any] = (await signed.get(f"/enrolments/{enrolment}")).json()
    return found


async def test_a_session_that_moves_and_is_cancelled_tells_its_cases(living: Office) -> None:
    people = await people_of(living)
    session = made(await people.guild.post("/sessions", session_body("2025-03-20")))
    enrolment = await applied(people, session, "on_site")
    shown = (await people.trainee.get(f"/sessions/{session}")).json()
    assert shown["registered"] == {"all": 1, "on_site": 1, "online": 0}
    assert shown["free"] == {"on_site": 39, "online": 40}
    move = {"day": "2025-03-27", "place": "高雄市", "reason": "場地整修"}
    stranger = await living.hire(Role.GUILD, guild="G02")
    assert (await stranger.post(f"/sessions/{session}/move", move)).status_code == 404
    assert (await people.guild.post(f"/sessions/{session}/move", move)).status_code == 200

    async def told() -> list[tuple[str, str, str]]:
        mails = (await case_of(people.trainee, enrolment))["mails"]
        found = [(mail["template"], mail["was"], mail["note"]) for mail in mails]
        return [mail for mail in found if mail[0] != "registered"]

    moved = ("session_moved", "2025-03-20", "2025-03-27，高雄市；場地整修")
    await eventually(told, [moved])
    reason = {"reason": "報名人數不足"}
    assert (await people.guild.post(f"/sessions/{session}/cancellation", reason)).status_code == 200
    await eventually(told, [moved, ("session_cancelled", "2025-03-27", "報名人數不足")])
    case = await case_of(people.trainee, enrolment)
    assert (case["session_cancelled"], case["seat"]) == (True, None)
    assert "session" in {need["code"] for need in case["missing"]}
    await _changes_to_another(people, enrolment, session)


async def _changes_to_another(people: People, enrolment: str, cancelled: str) -> None:
    other = made(await people.guild.post("/sessions", {**session_body("2025-04-10"), "seats_online": 1}))
    path, choice = f"/enrolments/{enrolment}/session", {"session": other, "attends": "online"}
    refused = await people.trainee.post(path, {**choice, "session": cancelled})
    assert (refused.status_code, refused.json()["code"]) == (409, "session_called_off")
    assert (await people.trainee.post(path, choice)).status_code == 200
    case = await case_of(people.trainee, enrolment)
    assert (case["session"], case["seat"]) == (other, {"kind": "online", "number": 1})
    assert (await people.guild.get(f"/sessions/{other}")).json()["free"] == {"on_site": 40, "online": 0}


async def test_a_wrong_attendance_is_corrected_and_the_case_waits_again(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    session = (await case_of(people.guild, enrolment))["session"]
    body = {"corrections": [{"enrolment": enrolment, "attendance": None}], "reason": "簽到簿查無簽名"}
    path = f"/sessions/{session}/attendance-corrections"
    assert (await people.guild.post(path, body)).status_code == 200

    async def stage() -> str:
        return str((await case_of(people.guild, enrolment))["stage"])

    await eventually(stage, "applying")
    sheet = {"attendees": [{"enrolment": enrolment, "attendance": "online"}]}
    assert (await people.guild.post(f"/sessions/{session}/attendance", sheet)).status_code == 200
    await eventually(stage, "listing")


async def test_the_board_says_whom_to_call_first_and_the_log_who_was(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    board = (await people.guild.get("/guilds/G01/chase?programme=114")).json()
    [line] = board["items"]
    assert (line["rank"], line["enrolment"], line["stage"]) == (1, enrolment, "listing")
    assert line["trainee"]["name"] == made_up.person_name(1)
    assert line["missing"] == {"to_name": 8, "letters": 0, "to_submit": 2, "to_resubmit": 0}
    assert (line["next_due"]["kind"], line["working_days"]) == ("list_supplement", 8)
    assert board["formula"]["pace"]["by_history"] is False
    call = {"channel": "phone", "note": "已提醒補名單", "follow_up": "2025-03-14"}
    assert (await people.trainee.post(f"/enrolments/{enrolment}/chases", call)).status_code == 403
    assert (await people.guild.post(f"/enrolments/{enrolment}/chases", call)).status_code == 200
    [line] = (await people.guild.get("/guilds/G01/chase?programme=114")).json()["items"]
    assert (line["last_contact"]["by"], line["follow_up"]) == ("phone", "2025-03-14")
    [logged] = (await case_of(people.guild, enrolment))["chases"]
    assert logged["note"] == "已提醒補名單"
    assert "chases" not in await case_of(people.trainee, enrolment)
    history = f"/enrolments/{enrolment}/history"
    told = [
        {one["topic"] for one in (await who.get(history)).json()["items"]}
        for who in (people.guild, people.trainee)
    ]
    assert ["enrolment.chased.v1" in topics for topics in told] == [True, False]
    await _seen_by(living, people)


async def _seen_by(office: Office, people: People) -> None:
    own = (await people.guild.get("/guilds/G01?programme=114")).json()
    assert own["stages"] == {"listing": 1}
    assert (own["sessions"]["sessions"], own["sessions"]["average"], own["sessions"]["met"]) == (
        1,
        "1.0",
        False,
    )
    assert own["digest"]["next_due"]
    other = await office.hire(Role.GUILD, guild="G02")
    for path in ("/guilds/G01", "/guilds/G01/chase"):
        assert (await other.get(f"{path}?programme=114")).status_code == 404
        assert (await people.trainee.get(f"{path}?programme=114")).status_code == 403
    assert (await other.get("/guilds?programme=114")).json()["items"] == []
    assert len((await people.maker.get("/guilds?programme=114")).json()["items"]) == 1
    assert (await people.guild.get("/guilds/G01?programme=114&colour=red")).status_code == 400


async def test_the_digest_goes_out_each_week_once_and_after_temporal_was_lost(
    living: Office, programme: Programme, tmp_path: Path
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    stream = guild_year_stream("114", "G01")

    def settled() -> list[DigestSettled]:
        events = [each.event for each in living.services.event_log.read(stream)]
        return [event for event in events if isinstance(event, DigestSettled)]

    begun = fold(each.event for each in living.services.event_log.read(stream))
    due = begun.next_due  # type: ignore[union-attr]
    assert due == datetime(2025, 3, 17, tzinfo=UTC)
    tools = tools_of(living.services, tmp_path)
    sending, request = DigestSending(tools), DigestRequest(stream, due)
    living.clock.ahead = timedelta(days=7)
    assert [sending.send_digest(request).outcome for _ in range(2)] == ["sent", "sent"]
    mails = [path.read_text() for path in (tmp_path / "mail").glob("*.eml")]
    assert sum("To: guild@example.com" in mail for mail in mails) == 1
    assert stream in {each.stream for each in unfinished(living.services.database)}
    client = living.services.temporal
    assert client is not None
    assert (await recover(client, tools))["guild_year"] == 1
    assert settled() == []
    assert enrolment
