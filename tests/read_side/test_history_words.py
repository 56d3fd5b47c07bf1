"""What people said is in the history, with whom it is for, and whom a task was given to."""

import pytest

from api.discretion import history_for
from domain.event import Actor, Role
from domain.streams import derived
from store.database import Database
from store.event_log import EventLog
from store.history import Entry, history
from store.receipts import Receipts
from tests.domain.made_up_cases import GUILD, OFFICER, OTHER_REVIEWER
from tests.read_side.conftest import Year

pytestmark = pytest.mark.servers


@pytest.fixture
def entries(year: Year, projected: Database, projected_log: EventLog) -> list[Entry]:
    case = year.cases["worked_on"]
    return history(projected_log, Receipts(projected), projected, case.id)


def test_comments_questions_and_answers_carry_their_words(entries: list[Entry], year: Year) -> None:
    spoken = [entry for entry in entries if entry.said]
    topics = [entry.topic for entry in spoken]
    assert topics.count("enrolment.commented.v1") == 2
    assert topics.count("enrolment.question_asked.v1") == 2
    assert topics.count("enrolment.question_answered.v1") == 1
    first = year.cases["worked_on"].ubns[0]
    assert {said.about for entry in spoken for said in entry.said} >= {None, first}


def test_a_task_s_new_holder_is_named_to_staff_alone(entries: list[Entry]) -> None:
    [assigned] = [entry for entry in entries if entry.topic == "task.assigned.v1"]
    assert assigned.named == OTHER_REVIEWER.account
    for viewer, seen in ((OFFICER, True), (_guild(), False)):
        [shown] = [one for one in history_for(viewer, entries) if one["topic"] == "task.assigned.v1"]
        assert (shown["named"] == str(OTHER_REVIEWER.account)) is seen


def test_what_is_for_staff_is_no_part_of_a_trainee_s_or_guild_s_history(entries: list[Entry]) -> None:
    hidden = [entry for entry in entries if entry.for_staff]
    assert len(hidden) == 1
    planned = [one for one in entries if one.topic in ("task.prioritised.v1", "task.follow_up_set.v1")]
    assert planned
    assert len(history_for(_guild(), entries)) == len(entries) - 1
    trainee = Actor(derived("account", "t"), Role.TRAINEE)
    assert len(history_for(trainee, entries)) == len(entries) - 1 - len(planned)
    assert len(history_for(OFFICER, entries)) == len(entries)


def _guild() -> Actor:
    return Actor(derived("account", "g"), Role.GUILD, guild=GUILD)
