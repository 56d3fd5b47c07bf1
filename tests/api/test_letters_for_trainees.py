"""Letters that come by e-mail: an officer, or the guild, takes them in for the trainee (R14, R27)."""

import pytest

from domain.event import Role
from domain.programme import Programme
from tests import made_up
from tests.api.office import Office, Signed, firm_body
from tests.api.test_case_lived import claimed, listed, people_of, registered
from tests.made_up import PDF

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def address_of(signed: Signed, enrolment: str, content: bytes) -> str:
    """Where a letter lies that somebody has stored for the trainee."""
    files = {"file": ("mailed.pdf", content, "application/pdf")}
    answer = await signed.post(f"/enrolments/{enrolment}/letters", files=files)
    assert (answer.status_code, answer.json()["size"]) == (201, len(content)), answer.text
    return str(answer.json()["address"])


async def test_an_officer_carries_out_a_swap_that_came_by_mail(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    await listed(people, enrolment)
    old = (await people.maker.get(f"/enrolments/{enrolment}")).json()["firms"][0]["ubn"]
    path = f"/enrolments/{enrolment}/firms/{old}/swap"
    unsigned = await people.maker.post(path, {"firm": firm_body(77), "reason": "學員來信"})
    assert (unsigned.status_code, unsigned.json()["code"]) == (409, "letters_missing")
    letter = await address_of(people.maker, enrolment, PDF + b"mailed")
    new = firm_body(77, made_up.MIDDLE["25"], letter)
    swapped = await people.maker.post(path, {"firm": new, "reason": "學員來信"})
    assert swapped.status_code == 200, swapped.text
    seen = await people.reviewer.get(f"/enrolments/{enrolment}/firms/{new['ubn']}/letter")
    assert seen.content == PDF + b"mailed"
    [task] = (await people.reviewer.get(f"/tasks?enrolment={enrolment}&kind=check_list")).json()["items"]
    refused = await people.maker.post(f"/tasks/{task['id']}/claim")
    assert (refused.status_code, refused.json()["code"]) == (409, "maker_cannot_check")
    task_id = await claimed(people.reviewer, "check_list")
    verdict = {"findings": [{"ubn": new["ubn"], "reasons": []}]}
    assert (await people.reviewer.post(f"/tasks/{task_id}/decision", verdict)).status_code == 200


async def test_a_guild_names_firms_and_attaches_letters_for_its_own_trainees(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    firms = f"/enrolments/{enrolment}/firms"
    letter = await address_of(people.guild, enrolment, PDF + b"first")
    added = await people.guild.post(firms, firm_body(50, letter=letter))
    assert added.status_code == 201, added.text
    assert (await people.guild.post(firms, firm_body(51))).status_code == 201
    ubn = firm_body(51)["ubn"]
    later = await address_of(people.guild, enrolment, PDF + b"later")
    attached = await people.guild.send("PUT", f"{firms}/{ubn}/letter", {"letter": later})
    assert attached.status_code == 200, attached.text
    # The trainee finds it as their own, and what they upload themself is the same file.
    assert (await people.trainee.get(f"{firms}/{ubn}/letter")).content == PDF + b"later"
    assert (await people.trainee.upload(PDF + b"later")).json()["address"] == later
    await _not_for_others(living, people.guild, people.trainee, enrolment)


async def _not_for_others(office: Office, guild: Signed, trainee: Signed, enrolment: str) -> None:
    path, count = f"/enrolments/{enrolment}/letters", office.stored("files")
    form = {"file": ("a.pdf", PDF + b"other", "application/pdf")}
    other, reviewer = await office.hire(Role.GUILD, guild="G02"), await office.hire(Role.REVIEWER)
    assert (await other.post(path, files=form)).status_code == 404
    assert (await other.post(f"/enrolments/{enrolment}/firms", firm_body(52))).status_code == 404
    for nobody in (reviewer, trainee):
        assert (await nobody.post(path, files=form)).status_code == 403
    program = {"file": ("a.pdf", b"MZ\x90\x00" + b"0" * 60, "application/pdf")}
    refused = await guild.post(path, files=program)
    assert (refused.status_code, refused.json()["code"]) == (415, "media_type_unsupported")
    large = {"file": ("a.pdf", PDF + b"0" * office.services.settings.upload_bytes, "application/pdf")}
    assert (await guild.post(path, files=large)).status_code == 413
    assert office.stored("files") == count
    # What another person uploaded is none of this trainee's letters.
    stranger = await office.hire(Role.TRAINEE)
    foreign = (await stranger.upload(PDF + b"foreign")).json()["address"]
    wrong = await guild.post(f"/enrolments/{enrolment}/firms", firm_body(53, letter=foreign))
    assert (wrong.status_code, wrong.json()["code"]) == (422, "file_unknown")
