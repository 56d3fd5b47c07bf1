"""Mails over HTTP: who sees which, by what; and an address corrected in a living case."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest

import tests.api.living as living_world
from activities.mailing import FolderMailer, Undeliverable
from domain.event import Role
from tests import made_up
from tests.api.office import Office, Signed, eventually, firm_body, registration_body, session_body

pytestmark = pytest.mark.servers

RIGHT = "right@example.com"


@dataclass(slots=True)
class PostOffice:
    """Knows every address but the wrong one, and can be told to know it too."""

    folder: FolderMailer
    wrong: str
    taken: list[tuple[str, str]] = field(default_factory=list)

    def send(self, message: EmailMessage) -> str:
        if message["To"] == self.wrong:
            raise Undeliverable(550, "550 5.1.1 no such mailbox")
        self.taken.append((message["To"], message["Subject"]))
        return self.folder.send(message)


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    """The post office of the living world; the registered address is the wrong one."""
    office = PostOffice(FolderMailer(tmp_path / "mail"), made_up.email(1))
    monkeypatch.setattr(living_world, "FolderMailer", lambda _: office)
    return office


async def registered(office: Office) -> tuple[Signed, Signed, str]:
    """A trainee with a registered case, the guild, and the case's id."""
    guild, trainee = await office.hire(Role.GUILD, guild="G01"), await office.hire(Role.TRAINEE)
    session = (await guild.post("/sessions", session_body())).json()["id"]
    letters = [
        (await trainee.upload(b"%PDF-1.4\n%" + bytes([48 + one]) + b"\n%%EOF\n")).json() for one in (0, 1)
    ]
    firms = [firm_body(one, made_up.OTHER_SERVICES, letters[one]["address"]) for one in (0, 1)]
    answer = await trainee.post("/enrolments", registration_body(session, *firms))
    assert answer.status_code == 201, answer.text
    return trainee, guild, answer.json()["id"]


async def states(who: Signed, **asked: str) -> list[tuple[str, str]]:
    answer = await who.get("/mails", params=asked)
    assert answer.status_code == 200, answer.text
    return [(one["template"], one["state"]) for one in answer.json()["items"]]


@pytest.mark.slow
async def test_a_refused_mail_is_shown_and_goes_to_the_corrected_address_with_its_evidence(
    post: PostOffice, living: Office
) -> None:
    trainee, guild, case = await registered(living)
    officer, other = await living.hire(Role.OFFICER), await living.hire(Role.GUILD, guild="G02")
    await eventually(lambda: states(officer, state="refused"), [("registered", "refused")])
    [refused] = (await officer.get("/mails", params={"enrolment": case})).json()["items"]
    assert (refused["refused_code"], refused["reply"]) == (550, "550 5.1.1 no such mailbox")
    assert await states(guild) == [("registered", "refused")]
    assert await states(other) == []

    key = "the-correction"
    body = {"email": RIGHT, "reason": "報名時誤植"}
    for _ in range(2):
        corrected = await trainee.post(f"/enrolments/{case}/email", body, key=key)
        assert corrected.status_code == 200, corrected.text
    await eventually(lambda: states(officer, state="sent"), [("registered", "sent")])
    again = (await officer.get("/mails", params={"state": "sent"})).json()["items"][0]
    assert again["repeats"] == refused["id"]
    assert len(again["sha256"]) == 64
    assert again["reply"] == f"kept as {again['id']}.eml"
    assert [to for to, _ in post.taken] == [RIGHT]
    shown = (await trainee.get(f"/enrolments/{case}")).json()
    assert shown["trainee"]["email"] == RIGHT

    once_more = await officer.post(f"/enrolments/{case}/mails/{refused['id']}/send-again")
    assert problem(once_more) == (409, "mail_not_refused")
    history = (await trainee.get(f"/enrolments/{case}/history")).json()["items"]
    [correction] = [one for one in history if one["topic"] == "enrolment.email_corrected.v1"]
    assert correction["reason"] == "報名時誤植"
    assert RIGHT not in str([one["sentence_zh"] for one in history])


@pytest.mark.slow
async def test_an_officer_sends_a_refused_mail_again(post: PostOffice, living: Office) -> None:
    trainee, _, case = await registered(living)
    officer = await living.hire(Role.OFFICER)
    await eventually(lambda: states(officer), [("registered", "refused")])
    [refused] = (await officer.get("/mails")).json()["items"]
    path = f"/enrolments/{case}/mails/{refused['id']}/send-again"
    assert problem(await trainee.post(path)) == (403, "not_allowed")
    post.wrong = ""
    assert (await officer.post(path)).status_code == 200
    await eventually(lambda: states(officer, state="sent"), [("registered", "sent")])
    assert [to for to, _ in post.taken] == [made_up.email(1)]


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize(
    ("query", "field_named"),
    [
        ({"state": "lost"}, "state"),
        ({"template": "love_letter"}, "template"),
        ({"enrolment": "x"}, "enrolment"),
        ({"colour": "red"}, "colour"),
        ({"limit": "0"}, "limit"),
    ],
)
async def test_a_filter_that_cannot_be_honoured_is_refused(
    front: Office, query: dict[str, str], field_named: str
) -> None:
    officer = await front.hire(Role.OFFICER)
    answer = await officer.get("/mails", params=query)
    assert answer.status_code == 400
    assert any(field_named in one["field"] for one in answer.json()["errors"])


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.TRAINEE, 403), (Role.REVIEWER, 403), (Role.GUILD, 200), (Role.OFFICER, 200), (Role.AUDITOR, 200)],
)
async def test_mails_are_listed_for_officers_auditors_and_guilds(
    front: Office, role: Role, status: int
) -> None:
    who = await front.hire(role, guild="G01" if role is Role.GUILD else None)
    assert (await who.get("/mails")).status_code == status


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"email": "nobody", "reason": "x"}, "email"),
        ({"email": "名@example.com", "reason": "x"}, "email"),
        ({"email": RIGHT}, "reason"),
        ({"email": RIGHT, "reason": ""}, "reason"),
        ({"email": RIGHT, "reason": "x", "cc": "y"}, "cc"),
    ],
)
async def test_a_wrong_correction_is_refused_at_the_door(
    front: Office, body: dict[str, Any], named: str
) -> None:
    officer = await front.hire(Role.OFFICER)
    answer = await officer.post("/enrolments/00000000-0000-0000-0000-000000000000/email", body)
    assert answer.status_code == 422
    assert any(named in one["field"] for one in answer.json()["errors"])


async def test_a_case_that_is_not_there_or_not_one_s_own_is_404(front: Office) -> None:
    trainee = await front.hire(Role.TRAINEE)
    body = {"email": RIGHT, "reason": "x"}
    answer = await trainee.post("/enrolments/00000000-0000-0000-0000-000000000000/email", body)
    assert problem(answer) == (404, "not_found")
