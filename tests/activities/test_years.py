"""Two programme years beside each other, and a year that is open, frozen or closed."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from domain.deadline import WindowKind
from domain.enrolment.changes import DecideProposal, ProposeReinstatement
from domain.enrolment.commands import Withdraw
from domain.enrolment.evolve import fold
from domain.errors import DomainError
from domain.event import Actor, Cause, Role
from domain.programme import canonical
from domain.programme_year import CloseYear, FreezeYear, OpenYear, Standing
from domain.publication import ProgrammePublished
from domain.session import ScheduleSession
from domain.streams import programme_stream
from domain.task import ClaimTask
from store.event_log import Change
from store.programme_files import programme_document
from store.receipts import OutcomeRow
from store.unfinished import live_cases
from tests.activities.conftest import GUILD, Desk
from tests.activities.test_sessions import registration
from workflows.contracts import WorkflowKind

pytestmark = pytest.mark.servers
OFFICER, OTHER_OFFICER = (Actor(uuid4(), Role.OFFICER, uuid4()) for _ in range(2))
RULES = Path("domain/programmes/114.toml")


@pytest.fixture
def next_year(desk: Desk, tmp_path: Path) -> str:
    """The rules of the year after, each date a year later, published."""
    text = RULES.read_text(encoding="utf-8")
    text = re.sub(r"\b202([45])(?=-\d\d-\d\d|$)", lambda one: f"202{int(one[1]) + 1}", text, flags=re.M)
    path = tmp_path / "115.toml"
    path.write_text(text.replace('year = "114"', 'year = "115"').replace("firms = 2 }", "firms = 3 }"))
    desk.tools.programmes.publish(path, "115", desk.at, desk.tools.places)
    return "115"


def case(desk: Desk, enrolment: UUID):  # type: ignore[no-untyped-def]
    return fold(one.event for one in desk.tools.event_log.read(enrolment)).case  # type: ignore[union-attr]


def test_a_person_has_a_case_in_each_year_each_under_its_own_rules(desk: Desk, next_year: str) -> None:
    first = desk.register(desk.schedule("2025-03-10"))
    second = desk.register(desk.schedule("2026-03-10", next_year), year=next_year)
    one, other = case(desk, first), case(desk, second)
    assert one.rules != other.rules
    lasts = [each.windows[WindowKind.TRAINING].deadline.due_date.isoformat() for each in (one, other)]
    assert lasts == ["2025-07-15", "2026-07-15"]
    # The same firms, and places of each year's own quota.
    assert set(one.firms) == set(other.firms)
    assert [firm.place for firm in one.firms.values()] == [firm.place for firm in other.firms.values()]
    desk.vet(second)
    assert (live_cases(desk.tools.database, "114"), live_cases(desk.tools.database, next_year)) == (1, 1)


def test_a_frozen_year_takes_nobody_in_and_its_cases_go_on(desk: Desk) -> None:
    session = desk.schedule("2025-03-10")
    enrolment = desk.register(session)
    desk.at = datetime(2025, 3, 11, 1, tzinfo=UTC)
    assert desk.tools.programmes.stand(FreezeYear("114"), desk.at, 1) is Standing.FROZEN
    held = ScheduleSession("114", "G01", date(2025, 4, 1), "臺北市", 60, 60)
    assert desk.do(WorkflowKind.SESSION, uuid4(), held, GUILD).refusal == "year_not_open"
    with pytest.raises(AssertionError, match="year_not_open"):
        desk.register(session, start=40)
    with pytest.raises(DomainError, match="takes nothing in"):
        desk.tools.programmes.publish(None, "114", desk.at, desk.tools.places)
    desk.vet(enrolment)
    assert desk.tools.programmes.stand(OpenYear("114"), desk.at, 1) is Standing.OPEN
    assert desk.do(WorkflowKind.SESSION, uuid4(), held, GUILD).refusal is None


def test_what_was_received_before_the_freeze_counts(desk: Desk) -> None:
    held = ScheduleSession("114", "G01", date(2025, 4, 1), "臺北市", 60, 60)
    receipt = desk.receive(WorkflowKind.SESSION, uuid4(), held, GUILD)
    desk.at = datetime(2025, 3, 11, 1, tzinfo=UTC)
    desk.tools.programmes.stand(FreezeYear("114"), desk.at, 0)
    assert desk.settle(receipt).refusal is None


def test_a_year_closes_once_its_cases_are_and_then_for_good(desk: Desk) -> None:
    enrolment = desk.register(desk.schedule("2025-03-10"))
    database, programmes = desk.tools.database, desk.tools.programmes
    programmes.stand(FreezeYear("114"), desk.at, 1)
    with pytest.raises(DomainError, match="1 cases"):
        programmes.stand(CloseYear("114"), desk.at, live_cases(database, "114"))
    desk.do(WorkflowKind.ENROLMENT, enrolment, Withdraw(None))
    assert live_cases(database, "114") == 0
    closed(desk)
    with pytest.raises(DomainError, match="nothing of it changes"):
        programmes.stand(OpenYear("114"), desk.at, 0)


def closed(desk: Desk) -> None:
    desk.tools.programmes.stand(FreezeYear("114"), desk.at, 0)
    desk.at += timedelta(seconds=1)
    assert desk.tools.programmes.stand(CloseYear("114"), desk.at, 0) is Standing.CLOSED


def test_rules_published_before_a_key_was_known_are_read_with_its_present_value(desk: Desk) -> None:
    document = json.loads(canonical(programme_document()))
    del document["suspension"]["shortens"]
    del document["sources"]["suspension.shortens"]
    document["quotas"]["services"] = 12
    old = ProgrammePublished("113", 1, "hash of then", json.dumps(document))
    cause = Cause(uuid4(), GUILD, None, desk.at)
    row = OutcomeRow(cause.command, programme_stream("113"), desk.at)
    desk.tools.event_log.append([Change(programme_stream("113"), 0, (old,))], cause, outcome=row)
    rules = desk.tools.programmes.in_force("113")
    assert (rules.hash, rules.quotas.services, rules.suspension.shortens) == ("hash of then", 12, False)


def test_nothing_comes_back_to_life_in_a_closed_year(desk: Desk) -> None:
    enrolment = desk.register(desk.schedule("2025-03-10"))
    desk.vet(enrolment, accepted=False)
    programmes = desk.tools.programmes
    assert live_cases(desk.tools.database, "114") == 0
    why = desk.tools.person_keys.seal(GUILD.account, "公會誤植")
    reinstatement = ProposeReinstatement(date(2025, 4, 30), why)
    assert desk.do(WorkflowKind.ENROLMENT, enrolment, reinstatement, OFFICER).refusal is None
    closed(desk)
    [task] = case(desk, enrolment).proposals
    assert desk.do(WorkflowKind.ENROLMENT, enrolment, ClaimTask(task), OTHER_OFFICER).refusal is None
    decided = DecideProposal(task, True, None)
    assert desk.do(WorkflowKind.ENROLMENT, enrolment, decided, OTHER_OFFICER).refusal == "year_is_closed"
    turned_down = DecideProposal(task, False, None)
    assert desk.do(WorkflowKind.ENROLMENT, enrolment, turned_down, OTHER_OFFICER).refusal is None
    assert live_cases(desk.tools.database, "114") == 0
    assert programmes.standing("114", desk.at) is Standing.CLOSED


def test_a_year_is_frozen_and_has_decided_all_registrations_before_it_is_closed(desk: Desk) -> None:
    with pytest.raises(DomainError, match="freeze it"):
        desk.tools.programmes.stand(CloseYear("114"), desk.at, 0)
    asked = registration(desk, desk.schedule("2025-03-10"), 1)
    desk.receive(WorkflowKind.ENROLMENT, uuid4(), asked, OFFICER)
    assert live_cases(desk.tools.database, "114") == 1
