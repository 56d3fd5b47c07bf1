"""Words on a case: whom they are shown to, and who gets them by mail."""

from pathlib import Path
from typing import Any

import pytest

from domain.event import Role
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.api.office import Office, Signed, eventually
from tests.bulk.crowd import GUILD, crowd
from tests.domain.made_up_cases import trainee

pytestmark = [pytest.mark.servers, pytest.mark.slow]

INTERNAL, TOLD = "懷疑單據重複，先查其他公會", "請補九月電費單"


async def the_trainee(office: Office) -> Signed:
    """The person of the crowd's first case."""
    account, _ = trainee(1)
    return await office.hire(Role.TRAINEE, person=account.person)


async def text_of(signed: Signed, case: object) -> str:
    document = await signed.get(f"/enrolments/{case}")
    history = await signed.get(f"/enrolments/{case}/history")
    assert (document.status_code, history.status_code) == (200, 200)
    return document.text + history.text


async def test_an_internal_comment_is_shown_to_staff_alone(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    [case] = await crowd(living, programme, calendar, 1)
    officer, auditor = await living.hire(Role.OFFICER), await living.hire(Role.AUDITOR)
    guild, owner = await living.hire(Role.GUILD, guild=GUILD), await the_trainee(living)
    path = f"/enrolments/{case}/comments"
    for words, audience in ((INTERNAL, "staff"), (TOLD, "trainee")):
        said = await officer.post(path, {"words": words, "audience": audience})
        assert said.status_code == 201, said.text
    for reader in (officer, auditor):
        text = await text_of(reader, case)
        assert INTERNAL in text
        assert TOLD in text
    for reader in (guild, owner):
        text = await text_of(reader, case)
        assert INTERNAL not in text
        assert TOLD in text
        assert str(officer.account) not in text
        stale = await reader.get(f"/enrolments/{case}")
        assert [one["audience"] for one in stale.json()["comments"]] == ["trainee"]
    assert (await guild.post(path, {"words": "x", "audience": "staff"})).status_code == 403


async def test_a_comment_to_the_trainee_goes_out_by_mail(
    living: Office, programme: Programme, calendar: WorkingCalendar, tmp_path: Path
) -> None:
    [case] = await crowd(living, programme, calendar, 1)
    officer = await living.hire(Role.OFFICER)
    said = await officer.post(f"/enrolments/{case}/comments", {"words": TOLD, "audience": "trainee"})
    assert said.status_code == 201, said.text

    async def sent() -> list[Any]:
        mails = (await officer.get(f"/enrolments/{case}")).json()["mails"]
        return [(mail["template"], mail["accepted_at"] is not None) for mail in mails]

    await eventually(sent, [("registered", True), ("comment", True)])


async def test_what_is_said_to_an_ended_case_goes_out_too(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    """Its workflow is over; the command that begins it again leaves a mail to send."""
    [case] = await crowd(living, programme, calendar, 1)
    owner, officer = await the_trainee(living), await living.hire(Role.OFFICER)
    assert (await owner.post(f"/enrolments/{case}/withdrawal", {})).status_code == 200

    async def sent() -> list[Any]:
        mails = (await officer.get(f"/enrolments/{case}")).json()["mails"]
        return [(mail["template"], mail["accepted_at"] is not None) for mail in mails]

    told = [("registered", True), ("withdrawn", True)]
    await eventually(sent, told)
    said = await officer.post(f"/enrolments/{case}/comments", {"words": TOLD, "audience": "trainee"})
    assert said.status_code == 201, said.text
    await eventually(sent, [*told, ("comment", True)])


async def test_questions_are_answered_by_a_decision_and_shown_on_the_case(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    [case] = await crowd(living, programme, calendar, 1)
    owner, reviewer = await the_trainee(living), await living.hire(Role.REVIEWER)
    asked = [
        await owner.post(f"/enrolments/{case}/questions", {"words": words}) for words in ("甲？", "乙？")
    ]
    assert [answer.status_code for answer in asked] == [201, 201]
    question = asked[0].json()["id"]
    queue = (await reviewer.get("/tasks?kind=answer_question")).json()["items"]
    assert question in {task["id"] for task in queue}
    assert len(queue) == 2
    assert (await reviewer.get(f"/enrolments/{case}")).status_code == 200
    assert (await reviewer.post(f"/tasks/{question}/claim")).status_code == 200
    answered = await reviewer.post(f"/tasks/{question}/decision", {"answer": "依面積分攤"})
    assert answered.status_code == 200, answered.text
    questions = (await owner.get(f"/enrolments/{case}")).json()["questions"]
    shown = [(one["words"], one["answer"] and one["answer"]["words"]) for one in questions]
    assert shown == [("甲？", "依面積分攤"), ("乙？", None)]
    assert questions[0]["answer"]["account"] is None


async def test_an_ended_case_still_takes_questions(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    [case] = await crowd(living, programme, calendar, 1)
    owner, officer = await the_trainee(living), await living.hire(Role.OFFICER)
    assert (await owner.post(f"/enrolments/{case}/withdrawal", {})).status_code == 200
    asked = await owner.post(f"/enrolments/{case}/questions", {"words": "證書何時寄出？"})
    assert asked.status_code == 201, asked.text
    task = asked.json()["id"]
    assert (await officer.post(f"/tasks/{task}/claim")).status_code == 200
    answered = await officer.post(f"/tasks/{task}/decision", {"answer": "已結案，無證書"})
    assert answered.status_code == 200, answered.text

    async def mailed() -> bool:
        mails = (await owner.get(f"/enrolments/{case}")).json()["mails"]
        return any(mail["template"] == "answer" and mail["accepted_at"] for mail in mails)

    await eventually(mailed, True)
