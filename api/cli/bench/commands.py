"""The measured commands, over HTTP and as updates, and the bare updates beside them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import count
from time import perf_counter
from typing import Any
from uuid import uuid4

from temporalio.client import WorkflowHandle

from api.cli.bench.bare import QUEUE, WORKFLOW
from api.cli.bench.cases import Measured, activity_receipt, asked, letter_receipt
from api.cli.bench.measure import Goal, Measure, percentiles
from api.cli.bench.plant import Plant, Say
from api.cli.console import Fault
from workflows.contracts import DRIVE, Drive, Outcome

Step = Callable[[int], Awaitable[float]]
# Of ten commands to a case nine fill its checkups: that is how a year's commands are spread.
_TO_CASE = 10
PER_ROUND = 5
WARM_UP = 10
UPDATE_GOAL, HTTP_GOAL, RATE_GOAL, MEMORY_GOAL = Goal(1.5), Goal(2.0), Goal(0.5, at_most=False), Goal(1.1)


@dataclass(frozen=True, slots=True)
class Bench:
    """The system, its cases and as many bare workflows."""

    plant: Plant
    cases: Sequence[Measured]
    bare: Sequence[WorkflowHandle[Any, Any]]
    made_by: int = 0

    def done(self) -> int:
        """How many commands the system has decided since the cases were made, `made_by` so many."""
        with self.plant.tools.database.reading() as connection:
            row = connection.execute("SELECT count(*) AS n FROM outcomes").fetchone()
        return int(row["n"]) - self.made_by if row else 0

    async def bare_update(self, number: int) -> float:
        """One update of a bare workflow, in seconds."""
        command, began = uuid4(), perf_counter()
        handle = self.bare[number % len(self.bare)]
        await handle.execute_update(DRIVE, Drive(command), id=str(command), result_type=Outcome)
        return perf_counter() - began

    async def checkup_update(self, number: int) -> float:
        """Drive a receipt of a checkup's command, in seconds; writing it is not counted."""
        receipt = await activity_receipt(self.plant, self._case(number))
        began = perf_counter()
        await asked(self.plant, receipt)
        return perf_counter() - began

    async def case_update(self, number: int) -> float:
        """The same of a command to the case itself."""
        receipt = await letter_receipt(self.plant, self._case(number))
        began = perf_counter()
        await asked(self.plant, receipt)
        return perf_counter() - began

    async def checkup_http(self, number: int) -> float:
        """A checkup's command as a trainee sends it, with everything up to the answer, in seconds."""
        case = self._case(number)
        checkup = case.next_checkup()
        activity = checkup.corrected()
        body = {
            "item": activity.item,
            "source": activity.source,
            "quantity": str(activity.quantity),
            "unit": activity.unit.value,
            "first_day": activity.first_day.isoformat(),
            "last_day": activity.last_day.isoformat(),
            "bills": [str(bill) for bill in activity.bills],
        }
        return await self._put(case, f"/checkups/{checkup.id}/activities/{activity.id}", body)

    async def case_http(self, number: int) -> float:
        """The same of a command to the case itself."""
        case = self._case(number)
        body = {"letter": case.next_letter().address}
        return await self._put(case, f"/enrolments/{case.enrolment}/firms/{case.ubns[0]}/letter", body)

    async def command(self, number: int) -> float:
        """One of the year's commands: a receipt written, then driven."""
        began, place = perf_counter(), number // len(self.cases)
        await (self.case_update if place % _TO_CASE == 0 else self.checkup_update)(number)
        return perf_counter() - began

    async def request(self, number: int) -> float:
        """One of the year's commands over HTTP."""
        place = number // len(self.cases)
        return await (self.case_http if place % _TO_CASE == 0 else self.checkup_http)(number)

    def _case(self, number: int) -> Measured:
        return self.cases[number % len(self.cases)]

    async def _put(self, case: Measured, path: str, body: dict[str, Any]) -> float:
        headers = {"Authorization": f"Bearer {case.token}", "Idempotency-Key": str(uuid4())}
        began = perf_counter()
        answer = await self.plant.http.put(path, json=body, headers=headers)
        seconds = perf_counter() - began
        if answer.status_code != 200:
            raise Fault(f"PUT {path}：{answer.text}", f"PUT {path}: {answer.text}")
        return seconds


async def bare_workflows(plant: Plant, number: int) -> list[WorkflowHandle[Any, Any]]:
    """So many bare workflows, started."""
    starts = (plant.client.start_workflow(WORKFLOW, id=str(uuid4()), task_queue=QUEUE) for _ in range(number))
    return list(await asyncio.gather(*starts))


async def latencies(bench: Bench, samples: int, say: Say) -> list[Measure]:
    """One after the other, each kind in turn, so that whatever slows the machine slows all."""
    steps: dict[str, Step] = {
        "bare": bench.bare_update,
        "update_checkup": bench.checkup_update,
        "update_case": bench.case_update,
        "http_checkup": bench.checkup_http,
        "http_case": bench.case_http,
    }
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for number in range(samples + WARM_UP):
        for name, step in steps.items():
            seconds = await step(number)
            if number >= WARM_UP:
                taken[name].append(seconds)
        if number % 50 == 0:
            say(f"延遲 / latency {number}/{samples + WARM_UP}")
    return [measure for name in steps for measure in _latency(name, taken)]


def _latency(name: str, taken: dict[str, list[float]]) -> list[Measure]:
    if name == "bare":
        return []
    goal = HTTP_GOAL if name.startswith("http") else UPDATE_GOAL
    pairs = zip(("p50", "p95"), percentiles(taken[name]), percentiles(taken["bare"]), strict=True)
    return [Measure(f"{name}_{which}", value, "ms", floor, goal) for which, value, floor in pairs]


async def rates(bench: Bench, rounds: int, say: Say) -> list[Measure]:
    """As many at once as there are cases: rounds of bare updates, of commands and of requests in turn."""
    steps: dict[str, Step] = {
        "bare": bench.bare_update,
        "commands": bench.command,
        "requests": bench.request,
    }
    spent = dict.fromkeys(steps, 0.0)
    for number in range(rounds):
        say(f"同時進行 / all at once, round {number + 1}/{rounds}")
        for name, step in steps.items():
            spent[name] += await all_at_once(bench, step, number)
    rate = {name: len(bench.cases) * PER_ROUND * rounds / seconds for name, seconds in spent.items()}
    return [
        Measure("commands_rate", rate["commands"], "1/s", rate["bare"], RATE_GOAL),
        Measure("http_commands_rate", rate["requests"], "1/s", rate["bare"], RATE_GOAL),
    ]


async def all_at_once(bench: Bench, step: Step, round_number: int) -> float:
    """Each case its commands one after the other, all cases at once; in seconds."""
    cases, began = len(bench.cases), perf_counter()

    async def one(place: int) -> None:
        for turn in range(PER_ROUND):
            await step((round_number * PER_ROUND + turn) * cases + place)

    await asyncio.gather(*(one(place) for place in range(cases)))
    return perf_counter() - began


async def until(bench: Bench, wanted: int, say: Say) -> None:
    """Go on until so many commands are decided, all cases at once."""
    for turn in count():
        done = await asyncio.to_thread(bench.done)
        if done >= wanted:
            return
        say(f"操作 / commands {done}/{wanted}")
        await all_at_once(bench, bench.command, turn)
