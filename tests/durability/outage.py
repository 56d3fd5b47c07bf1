"""What is received while nobody works: windows end by what came in, not by when someone looked.

`python -m tests.durability.outage --json` lets a list window and an upload window end while no worker
runs, and again while there is no Temporal at all: what came before the due instant counts, what came
a second after it does not, and its sender is told why.
"""

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import httpx

from activities.temporal_client import connect
from api.cli.demo.world import DemoWorld, demo_world
from domain.deadline import TAIPEI
from domain.enrolment.events import Ended, WindowEnded
from domain.streams import checkup_stream
from tests.durability.cohort import Cohort, conditions
from tests.durability.entry import main
from tests.durability.gate import Gate
from tests.durability.lives import BEGINS, Life

LIST_DUE = datetime(2025, 4, 11, tzinfo=TAIPEI)
UPLOAD_DUE = datetime(2025, 6, 28, tzinfo=TAIPEI)
# Time enough for a slow machine to send what is to be received in time.
BEFORE = timedelta(seconds=30)
AFTER = timedelta(seconds=1)
OUTAGE = timedelta(hours=1)
_TRAINED = """
03-10 10 register 1,2
03-11 09 vet
03-20 20 online_course
03-27 18 attend
"""
_LISTED = f"{_TRAINED}\n04-07 11 add_firms\n04-09 15 check_list\n06-10 10 submit 1,2\n06-11 10 fill 3"
LIVES = {
    "list in time": Life("early", _TRAINED),
    "list late": Life("early", _TRAINED),
    "withdrawal after the lapse": Life("early", _TRAINED),
    "upload in time": Life("early", _LISTED),
    "upload late": Life("early", _LISTED),
}


class Away(StrEnum):
    """Who is away: the worker with the dispatcher, or also Temporal with all that it knew."""

    WORKER = "worker"
    TEMPORAL = "temporal"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a trainee sends in an outage."""

    life: str
    method: str
    path: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A case after the outage: the status at once, the receipt in the end, and what the case came to.

    `late_by` is when the command was received, counted from the due instant; `met` whether the window
    ended as met, None while it is open; `ended` how the case ended, None while it has not.
    """

    status: int
    receipt: Mapping[str, Any]
    late_by: timedelta
    met: bool | None
    ended: str | None


async def lived_through(away: Away) -> dict[str, Case]:
    """Every life of `LIVES`, through the end of the list window and that of the upload window."""
    with tempfile.TemporaryDirectory(prefix="tanjian-outage-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        async with demo_world(folder, BEGINS, conditions(folder, resolution_seconds=1)) as world:
            cohort = Cohort(world, LIVES)
            outage = await _gated(world) if away is Away.WORKER else _Loss(world)
            await cohort.open()
            listing = await _list_window(cohort, outage)
            return listing | await _upload_window(cohort, outage)


class Outage(Protocol):
    async def begin(self) -> None: ...

    async def end(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Loss:
    world: DemoWorld

    async def begin(self) -> None:
        await self.world.lose_temporal()

    async def end(self) -> None:
        await self.world.replace_temporal()


@dataclass(frozen=True, slots=True)
class _CutOff:
    """The test server gives tasks only to the worker that has cached the workflow, for ever: so that one
    is not replaced by another, as on a real server it could be, but cut off and let back."""

    world: DemoWorld
    gate: Gate

    async def begin(self) -> None:
        self.gate.shut()
        await self.world.stop_dispatcher()

    async def end(self) -> None:
        self.gate.open()
        await self.world.start()


async def _gated(world: DemoWorld) -> _CutOff:
    assert world.clock.server is not None
    gate = await Gate.to(world.clock.server.port)
    await world.stop()
    await world.start_worker(await connect(gate.address, world.payload_key))
    await world.start()
    return _CutOff(world, gate)


async def _list_window(cohort: Cohort, outage: Outage) -> dict[str, Case]:
    await cohort.play(LIST_DUE - OUTAGE)
    in_time = [await _third_firm(cohort, "list in time")]
    withdrawn = "withdrawal after the lapse"
    late = [
        await _third_firm(cohort, "list late"),
        Sent(withdrawn, "POST", f"/enrolments/{cohort.stands[withdrawn].enrolment}/withdrawal", {}),
    ]
    return await _lived(cohort, outage, LIST_DUE, in_time, late)


async def _upload_window(cohort: Cohort, outage: Outage) -> dict[str, Case]:
    await cohort.play(UPLOAD_DUE - OUTAGE, since=LIST_DUE)
    in_time = [_third_submission(cohort, "upload in time")]
    return await _lived(cohort, outage, UPLOAD_DUE, in_time, [_third_submission(cohort, "upload late")])


async def _lived(
    cohort: Cohort, outage: Outage, due: datetime, in_time: Sequence[Sent], late: Sequence[Sent]
) -> dict[str, Case]:
    world = cohort.world
    world.answer_within(0.2)
    await outage.begin()
    await world.advance_to(due - BEFORE)
    answers = await asyncio.gather(*(_send(cohort, each) for each in in_time))
    await world.advance_to(due + AFTER)
    answers += await asyncio.gather(*(_send(cohort, each) for each in late))
    await world.advance_to(due + OUTAGE)
    await outage.end()
    world.answer_within(30)
    await world.quiet()
    sent = (*in_time, *late)
    return {
        each.life: await _case(cohort, each, answer, due) for each, answer in zip(sent, answers, strict=True)
    }


async def _send(cohort: Cohort, sent: Sent) -> httpx.Response:
    headers = {
        "Authorization": f"Bearer {cohort.stands[sent.life].token}",
        "Idempotency-Key": str(uuid4()),
    }
    return await cohort.world.http.request(sent.method, sent.path, json=sent.body, headers=headers)


async def _case(cohort: Cohort, sent: Sent, answer: httpx.Response, due: datetime) -> Case:
    stand = cohort.stands[sent.life]
    assert stand.enrolment is not None
    receipt = await cohort.desk.do(stand.token, "GET", f"/receipts/{answer.json()['receipt']}")
    events = [each.event for each in cohort.world.tools.event_log.read(stand.enrolment)]
    kind = "list_supplement" if due == LIST_DUE else "upload"
    ends = [one.met for one in events if isinstance(one, WindowEnded) and one.kind == kind]
    outcomes = [one.outcome.value for one in events if isinstance(one, Ended)]
    late_by = datetime.fromisoformat(receipt["received_at"]) - due
    return Case(answer.status_code, receipt, late_by, _only(ends), _only(outcomes))


def _only(found: list[Any]) -> Any:
    assert len(found) <= 1
    return found[0] if found else None


async def _third_firm(cohort: Cohort, life: str) -> Sent:
    stand = cohort.stands[life]
    firm = stand.part.firms[2]
    letter = await cohort.desk.upload(stand.token, f"letter {firm.ubn}")
    body = {**firm.model_dump(), "small_or_medium": True, "letter": letter}
    return Sent(life, "POST", f"/enrolments/{stand.enrolment}/firms", body)


def _third_submission(cohort: Cohort, life: str) -> Sent:
    stand = cohort.stands[life]
    assert stand.enrolment is not None
    checkup = checkup_stream(stand.enrolment, stand.part.firms[2].ubn)
    return Sent(life, "POST", f"/checkups/{checkup}/submission", {})


async def report(cases: int) -> dict[str, object]:
    """What the command prints: both outages; `passed` is whether each command fell as its time says."""
    told: dict[str, object] = {}
    passed = True
    for away in Away:
        lived = await lived_through(away)
        told[away.value] = {life: _printed(case) for life, case in lived.items()}
        passed &= all(_fell_rightly(case) for case in lived.values())
    return {**told, "passed": passed}


def _fell_rightly(case: Case) -> bool:
    in_time = case.late_by < timedelta()
    return (case.receipt["status"] == "accepted") is in_time and case.met is in_time


def _printed(case: Case) -> dict[str, object]:
    problem = case.receipt.get("problem", {})
    return {
        "received_seconds_after_due": case.late_by.total_seconds(),
        "answered_at_once_with": case.status,
        "in_the_end": case.receipt["status"],
        "code": problem.get("code"),
        "told": problem.get("detail"),
        "window_met": case.met,
        "case_ended": case.ended,
    }


if __name__ == "__main__":
    main(report, cases=len(LIVES))
