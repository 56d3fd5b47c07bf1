"""Service levels pass by timers: on record in both workflows, and open to whom the programme says."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from api.cli.demo.world import demo_world
from domain.deadline import TAIPEI
from domain.enrolment.events import FirmReviewLate
from domain.streams import checkup_stream
from domain.task import TaskClosed, TaskKind, TaskLate
from tests.durability.cohort import Cohort, conditions
from tests.durability.lives import BEGINS, ENDS, Life

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(300)]

# Vetting, the list check and the review each come after their days; a question is never answered.
SLOW = Life(
    "early",
    """03-10 10 register 1,2
    03-10 20 online_course
    03-20 09 vet
    03-27 18 attend
    04-07 11 add_firms
    04-16 15 check_list
    05-02 10 submit
    05-20 14 review""",
)


def midnight(month: int, day: int) -> datetime:
    return datetime(2025, month, day, tzinfo=TAIPEI).astimezone(UTC)


async def test_each_service_level_that_passes_is_noted_by_its_timer() -> None:
    with TemporaryDirectory(prefix="tanjian-levels-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        async with demo_world(folder, BEGINS, conditions(folder, resolution_seconds=0)) as world:
            cohort = Cohort(world, {"slow": SLOW})
            await cohort.open()
            await cohort.play(datetime(2025, 3, 14, 9, tzinfo=TAIPEI))
            stand = cohort.stands["slow"]
            assert stand.enrolment is not None
            officer = cohort.desk.officers[0]
            late = await cohort.desk.do(officer, "GET", "/tasks?late=true")
            assert [task["kind"] for task in late["items"]] == ["vet_registration"]
            assert await cohort.desk.task(officer, "vet_registration", stand.enrolment) is not None
            [task] = late["items"]
            await cohort.desk.do(officer, "POST", f"/tasks/{task['id']}/release")
            asked = {"words": "何時審查？"}
            await cohort.desk.do(stand.token, "POST", f"/enrolments/{stand.enrolment}/questions", asked)
            await cohort.play(ENDS, since=datetime(2025, 3, 15, tzinfo=TAIPEI))
            log = world.tools.event_log
            own = log.read(stand.enrolment)
            of_reviews = [
                each
                for ubn in (firm.ubn for firm in stand.part.firms)
                for each in log.read(checkup_stream(stand.enrolment, ubn))
                if isinstance(each.event, TaskLate)
            ]
    noted = {each.event.kind: each for each in own if isinstance(each.event, TaskLate)}
    assert {kind: each.event.since for kind, each in noted.items()} == {
        TaskKind.VET_REGISTRATION: midnight(3, 14),
        TaskKind.CHECK_LIST: midnight(4, 11),
        TaskKind.ANSWER_QUESTION: midnight(3, 20),
    }
    for each in (*noted.values(), *of_reviews):
        # By its timer, and not by the decision that came days later.
        assert each.cause.received_at is None
        assert (each.cause.decided_at - each.event.since).total_seconds() < 3600
    assert {each.event.since for each in of_reviews} == {midnight(5, 17)}
    assert len(of_reviews) == len(stand.part.firms)
    heard = [each.event for each in own if isinstance(each.event, FirmReviewLate)]
    assert [each.since for each in heard] == [midnight(5, 17)]
    assert _answered(own) is False


def _answered(events: list[Any]) -> bool:
    """Whether the question's task was ever closed."""
    asked = {each.event.task for each in events if getattr(each.event, "kind", "") == "answer_question"}
    return any(isinstance(each.event, TaskClosed) and each.event.task in asked for each in events)
