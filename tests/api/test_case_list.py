"""The list of cases: what it can be asked for, in which order, and who sees which of them."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from domain.deadline import WindowKind
from domain.enrolment.commands import RemoveFirm, Withdraw
from domain.event import Role
from domain.programme import Programme
from domain.task import TaskKind
from domain.working import NoteTaskLate
from domain.working_calendar import WorkingCalendar
from store.event_log import EventLog
from store.guilds import Guild, Guilds
from tests.api.office import Office, Signed
from tests.domain.made_up_cases import ENGINE, GUILD, OTHER_GUILD, MadeUpCase, applied, held_session
from tests.read_side.recorded_world import RecordedWorld, paid

pytestmark = pytest.mark.servers
_AN_ID = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"


@dataclass(frozen=True, slots=True)
class Lived:
    """An office with three cases of one guild: paid, filling its list, and withdrawn after we were late.

    The second was vetted late, which was its guild's doing.
    """

    office: Office
    paid: MadeUpCase
    listing: MadeUpCase
    lost: MadeUpCase
    removed: str

    async def asked(self, signed: Signed, query: str) -> list[str]:
        """The cases that are told, by name."""
        names = {str(getattr(self, name).id): name for name in ("paid", "listing", "lost")}
        return [names[row["id"]] for row in await rows(signed, query)]


async def rows(signed: Signed, query: str) -> list[dict[str, Any]]:
    answer = await signed.get(f"/enrolments?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.fixture
async def lived(
    office: Office, event_log: EventLog, programme: Programme, calendar: WorkingCalendar
) -> Lived:
    services, now = office.services, office.clock.now()
    services.programmes.publish_calendar(None, now)
    services.programmes.publish(None, "114", now, services.places)
    for code in (GUILD, OTHER_GUILD):
        Guilds(services.database).put(Guild(code, f"公會 {code}", "guild@example.com"))
    world = RecordedWorld(programme, calendar, event_log)
    cases = [applied(world, number) for number in (1, 2, 3)]
    for _ in paid(cases[0]):
        pass
    _late(cases[1], TaskKind.VET_REGISTRATION)
    removed = cases[1].trained().ubns[4]
    cases[1].ask(RemoveFirm(removed))
    lost = _lost(cases[2])
    await asyncio.to_thread(services.read_models.wait_for, event_log.last_position(), 20.0)
    office.clock.ahead += world.now - office.clock.now()
    return Lived(office, cases[0], cases[1], lost, removed)


def _lost(case: MadeUpCase) -> MadeUpCase:
    """Nobody checks the list in time, and the trainee gives up."""
    _late(case.trained(), TaskKind.CHECK_LIST)
    case.ask(Withdraw(None))
    return case


def _late(case: MadeUpCase, kind: TaskKind) -> None:
    """The service level of its task passes, and then it is the time of before."""
    task = case.state.case.tasks[case.task(kind)]
    assert task.due is not None
    now, case.world.now = case.world.now, task.due.due
    case.ask(NoteTaskLate(task.id), ENGINE)
    case.world.now = now


async def test_a_case_is_found_by_firm_certificate_session_and_outcome(lived: Lived) -> None:
    officer = await lived.office.hire(Role.OFFICER)
    assert await lived.asked(officer, f"ubn={lived.paid.ubns[0]}") == ["paid"]
    for ubn, listed in ((lived.removed, False), (lived.listing.ubns[0], True)):
        [row] = await rows(officer, f"ubn={ubn}")
        assert (row["id"], row["listed"]) == (str(lived.listing.id), listed)
    number = lived.paid.state.certificate
    for written in (number, number.lower().replace("-", " ")):
        assert await lived.asked(officer, f"certificate={written}") == ["paid"]
    session = lived.paid.state.case.session
    assert await lived.asked(officer, f"session={session}") == ["paid", "listing", "lost"]
    assert await lived.asked(officer, f"session={session}&outcome=withdrawn") == ["lost"]
    other = held_session(lived.paid.world, guild=OTHER_GUILD)
    assert await lived.asked(officer, f"session={other}") == []


async def test_a_case_is_found_by_the_window_that_ends_first(lived: Lived) -> None:
    officer = await lived.office.hire(Role.OFFICER)
    first, upload = (
        lived.listing.window(kind).deadline for kind in (WindowKind.LIST_SUPPLEMENT, WindowKind.UPLOAD)
    )
    now = lived.office.clock.now()
    left = (first.due - now).days
    assert await lived.asked(officer, f"ending_within_days={left}") == ["listing"]
    assert await lived.asked(officer, f"ending_within_days={left - 1}") == []
    assert await lived.asked(officer, f"window=upload&ending_within_days={left}") == []
    [row] = await rows(officer, "window=upload&ending_within_days=366")
    assert row["next_due"] == first.due.isoformat()
    kinds = [(window["kind"], window["due_date"]) for window in row["windows"]]
    assert kinds == [("list_supplement", str(first.due_date)), ("upload", str(upload.due_date))]
    for ahead, found in ((timedelta(), []), (timedelta(seconds=1), ["listing"])):
        until = (first.due + ahead).isoformat().replace("+", "%2B")
        assert await lived.asked(officer, f"due_before={until}") == found


async def test_pages_by_due_lead_on_to_each_other(lived: Lived) -> None:
    officer = await lived.office.hire(Role.OFFICER)
    found, after = [], ""
    while True:
        answer = (await officer.get(f"/enrolments?sort=due&limit=1{after}")).json()
        found += [row["id"] for row in answer["items"]]
        if answer["next"] is None:
            break
        after = f"&after={answer['next']}"
    assert found == [str(case.id) for case in (lived.listing, lived.paid, lived.lost)]
    wrong = await officer.get(f"/enrolments?limit=1{after}")
    assert (wrong.status_code, wrong.json()["code"]) == (400, "cursor_malformed")


async def test_r30_what_we_were_late_with_is_shown_to_officers_and_leads(lived: Lived) -> None:
    due = lived.lost.state.case.late[TaskKind.CHECK_LIST]
    leads = [await lived.office.hire(role) for role in (Role.OFFICER, Role.AUDITOR, Role.LEAD_REVIEWER)]
    for signed in leads:
        [row] = await rows(signed, "late=true")
        assert (row["id"], row["outcome"]) == (str(lived.lost.id), "withdrawn")
        assert [(one["kind"], one["since"]) for one in row["late"]] == [
            ("check_list", due.isoformat().replace("+00:00", "Z"))
        ]
    officer, _, lead = leads
    assert await lived.asked(officer, "late=false") == ["paid", "listing"]
    # A lead sees of all cases those alone, and can open them.
    assert await lived.asked(lead, "") == ["lost"]
    assert await lived.asked(lead, "late=false") == []
    assert (await lead.get(f"/enrolments/{lived.lost.id}")).status_code == 200
    for foreign in (lived.paid, lived.listing):
        assert (await lead.get(f"/enrolments/{foreign.id}")).status_code == 404


async def test_what_is_not_yours_is_not_found(lived: Lived) -> None:
    guild = await lived.office.hire(Role.GUILD, guild=GUILD)
    other = await lived.office.hire(Role.GUILD, guild=OTHER_GUILD)
    trainee = await lived.office.hire(Role.TRAINEE, person=lived.paid.trainee.person)
    query = f"ubn={lived.listing.ubns[0]}"
    assert await lived.asked(guild, query) == ["listing"]
    assert await lived.asked(guild, f"{query}&guild={OTHER_GUILD}") == []
    assert await lived.asked(other, query) == await lived.asked(trainee, query) == []
    assert await lived.asked(other, "window=upload") == await lived.asked(trainee, "outcome=withdrawn") == []
    assert await lived.asked(trainee, "sort=due") == ["paid"]
    for signed in (guild, trainee):
        refused = await signed.get("/enrolments?late=true")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("query", "field", "value", "known"),
    [
        ("outcome=lost", "outcome", "lost", "lapsed_list"),
        ("window=lunch", "window", "lunch", "upload"),
        # A service level is no window of a case.
        ("window=review", "window", "review", "upload"),
        ("sort=name", "sort", "name", "due"),
        ("guild=G99", "guild", "G99", GUILD),
        ("programme=113", "programme", "113", "114"),
        (f"session={_AN_ID}", "session", _AN_ID, "/sessions"),
        ("session=x", "session", "x", ""),
        ("ubn=12345678", "ubn", "12345678", ""),
        ("certificate=114-1", "certificate", "114-1", "114-AAAA"),
        ("ending_within_days=-1", "ending_within_days", "-1", ""),
        ("due_before=2025-05-01", "due_before", "2025-05-01", ""),
        ("late=perhaps", "late", "perhaps", ""),
    ],
)
async def test_a_value_that_is_not_known_is_refused_with_those_there_are(
    lived: Lived, query: str, field: str, value: str, known: str
) -> None:
    officer = await lived.office.hire(Role.OFFICER)
    answer = await officer.get(f"/enrolments?{query}")
    assert answer.status_code == 400, answer.text
    [error] = answer.json()["errors"]
    assert (error["field"], str(error["value"])) == (field, value)
    assert known in error["zh"]
    assert known in error["en"]
