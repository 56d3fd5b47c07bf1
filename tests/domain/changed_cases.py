"""What officers do to made-up cases: propose a change, decide it, publish a calendar."""

from dataclasses import replace
from datetime import date
from typing import Any

from domain.enrolment.changes import DecideProposal, RecountWindows
from domain.event import Actor
from domain.task import ClaimTask, TaskKind
from tests.domain.made_up_cases import ENGINE, OFFICER, OTHER_OFFICER, MadeUpCase, World
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import Answer, when


def why(case: MadeUpCase) -> Any:
    return sealed(case.trainee.account, "why")


def decided(case: MadeUpCase, *, approved: bool = True, by: Actor = OTHER_OFFICER) -> Answer:
    """The second officer's word on what is proposed."""
    task = case.task(TaskKind.DECIDE_PROPOSAL)
    claimed = when(case, ClaimTask(task), by)
    return claimed if claimed.refused else when(case, DecideProposal(task, approved, None), by)


def carried_out(case: MadeUpCase, asked: Any) -> MadeUpCase:
    """Proposed by one officer, approved by another."""
    case.ask(asked, OFFICER)
    answer = decided(case)
    assert answer.refused is None, answer.refused
    return case


def rest_day_added(world: World, *days: date) -> str:
    """A calendar on which these days rest too is published; its version."""
    version = f"{world.calendar.version}+{len(days)}"
    world.calendar = replace(world.calendar, version=version, rest_days=world.calendar.rest_days | set(days))
    return version


def recounted(case: MadeUpCase) -> MadeUpCase:
    """The case hears of the calendar in force."""
    case.ask(RecountWindows(case.world.calendar.version), ENGINE)
    return case
