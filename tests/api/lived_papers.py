"""The papers of a lived case: they come by themselves, and each is read by those whom it concerns."""

from dataclasses import dataclass

from domain.event import Role
from tests import made_up
from tests.api.office import Office, Signed, eventually
from tests.papers import bare, code_on, conformance_of, text_of


@dataclass(frozen=True, slots=True)
class People:
    """Who has a part in a case."""

    trainee: Signed
    guild: Signed
    reviewer: Signed
    maker: Signed
    checker: Signed


async def certificate_is_there(office: Office, people: People, enrolment: str) -> None:
    """Its case says so, it names person and number, and its code leads to the public check."""
    path = f"/enrolments/{enrolment}/certificate"
    await eventually(lambda: _papers(people.trainee, enrolment), ["certificate"])
    case = (await people.trainee.get(f"/enrolments/{enrolment}")).json()
    for reader in (people.trainee, people.guild, people.maker, await office.hire(Role.AUDITOR)):
        paper = await reader.get(path)
        assert (paper.status_code, paper.headers["content-type"]) == (200, "application/pdf")
        assert paper.headers["cache-control"] == "private, no-store"
    assert conformance_of(paper.content) == ("2", "B")
    told = bare(text_of(paper.content))
    assert made_up.person_name(1) in told
    assert case["certificate"] in told
    checked = await office.http.get(code_on(paper.content).removeprefix("http://127.0.0.1:8000"))
    assert checked.json()["status"] == "valid"
    assert (await people.reviewer.get(path)).status_code == 403
    for stranger in (await office.hire(Role.TRAINEE), await office.hire(Role.GUILD, guild="G02")):
        assert (await stranger.get(path)).status_code == 404
    assert (await office.http.get(path)).status_code == 401
    assert (await people.trainee.get(f"/enrolments/{enrolment}/statement")).status_code == 404


async def statement_is_there(people: People, enrolment: str) -> None:
    """For the trainee and the office, not for the guild; the history tells of both papers once."""
    await eventually(lambda: _papers(people.trainee, enrolment), ["certificate", "statement"])
    case = (await people.trainee.get(f"/enrolments/{enrolment}")).json()
    path = f"/enrolments/{enrolment}/statement"
    for reader in (people.trainee, people.checker):
        paper = await reader.get(path)
        assert paper.status_code == 200
    told = bare(text_of(paper.content))
    assert made_up.person_name(1) in told
    assert f"{case['fee']['total']:,}" in told
    assert [line["ubn"] for line in case["fee"]["lines"] if line["ubn"] not in told] == []
    assert (await people.guild.get(path)).status_code == 403
    history = (await people.trainee.get(f"/enrolments/{enrolment}/history")).json()["items"]
    assert [entry["topic"] for entry in history].count("enrolment.paper_stored.v1") == 2


async def _papers(signed: Signed, enrolment: str) -> list[str]:
    [line] = (await signed.get("/enrolments")).json()["items"]
    case = (await signed.get(f"/enrolments/{enrolment}")).json()
    stored = sorted(kind for kind, file in case["papers"].items() if file)
    return stored if line["papers"] == stored else []
