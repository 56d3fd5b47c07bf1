"""`tanjian bench commands`: measures the running system against floors in the same run."""

import asyncio
import os
import platform
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from api.cli.bench.cases import made_cases
from api.cli.bench.commands import MEMORY_GOAL, Bench, bare_workflows, latencies, rates, until
from api.cli.bench.measure import Measure
from api.cli.bench.plant import Say, running_plant
from api.cli.bench.sizes import ReadingSizes, Sizes
from api.cli.bench.stores import append_rate, fold_time
from api.cli.console import OUT, say_json, table

app = typer.Typer(no_args_is_help=True, add_completion=False)
_DEFAULT, _READING = Sizes(), ReadingSizes()


@app.callback()
def bench() -> None:
    """效能量測 / What things cost, each beside its floor in the same run."""


@app.command()
def commands(
    cases: int = typer.Option(_DEFAULT.cases, min=1, help="學員案數 / Cases, and bare workflows"),
    samples: int = typer.Option(_DEFAULT.samples, min=2, help="延遲樣本數 / Samples of each latency"),
    rounds: int = typer.Option(_DEFAULT.rounds, min=1, help="同時進行的輪數 / Rounds with all at once"),
    batches: int = typer.Option(_DEFAULT.batches, min=1, help="寫入批數 / Batches of ten events"),
    events: int = typer.Option(_DEFAULT.events, min=1, help="長案件的事件數 / Events of the folded case"),
    early: int = typer.Option(_DEFAULT.early_commands, min=1, help="先量記憶體 / Memory first at"),
    total: int = typer.Option(_DEFAULT.commands, "--commands", min=1, help="再量 / Memory again at"),
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """量測操作的成本 / Commands: latency, rate, appends, folding and the worker's memory."""
    sizes = Sizes(cases, samples, rounds, batches, events, early, total)
    answer = asyncio.run(measured(sizes, _saying(time.monotonic())))
    if as_json:
        say_json(answer)
    else:
        _show(answer)


@app.command()
def reading(
    pictures: int = typer.Option(_READING.pictures, min=1, help="圖數 / Different pictures"),
    early: int = typer.Option(
        _READING.early, min=1, help="先量記憶體的頁數 / Pages before the first measure"
    ),
    late: int = typer.Option(_READING.late, min=1, help="再量記憶體的頁數 / Pages before the second"),
    rate: int = typer.Option(_READING.rate, min=1, help="每程序頁數 / Pages of each process"),
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """量測判讀的成本 / Reading: seconds a page, memory, and how it shares cores; about ten minutes."""
    from api.cli.bench.reading import reading_measures

    began = time.monotonic()
    sizes, say = ReadingSizes(pictures, early, late, rate), _saying(began)
    measures = reading_measures(sizes, say)
    answer = {
        "machine": machine(),
        "sizes": asdict(sizes),
        "seconds": round(time.monotonic() - began),
        "measures": [measure.told() for measure in measures],
    }
    if as_json:
        say_json(answer)
    else:
        _show(answer)


def _saying(began: float) -> Say:
    """Progress, beside what is printed for programs."""
    progress = Console(stderr=True)
    return lambda text: progress.print(f"[{time.monotonic() - began:4.0f} s] {text}", markup=False)


async def measured(sizes: Sizes, say: Say) -> dict[str, Any]:
    """Everything that is measured, as JSON has it."""
    began, load = time.monotonic(), os.getloadavg()
    async with running_plant(say) as plant:
        say(f"建立 {sizes.cases} 個學員案 / making {sizes.cases} cases")
        cases = await made_cases(plant, sizes.cases)
        bench = Bench(plant, cases, await bare_workflows(plant, sizes.cases))
        # What is looked at early has then worked under the same load as what is looked at late.
        bench = replace(bench, made_by=await asyncio.to_thread(bench.done))
        measures = await _of_commands(bench, sizes, say)
        measures += await asyncio.to_thread(append_rate, plant, cases[0], sizes.batches, say)
        measures += await asyncio.to_thread(fold_time, plant, cases[0], sizes.events)
    return {
        "machine": {**machine(), "load_before": load[0], "load_after": os.getloadavg()[0]},
        "sizes": asdict(sizes),
        "seconds": round(time.monotonic() - began),
        "measures": [measure.told() for measure in measures],
    }


async def _of_commands(bench: Bench, sizes: Sizes, say: Say) -> list[Measure]:
    await until(bench, sizes.early_commands, say)
    before = bench.plant.worker_bytes() / 2**20
    measures = await latencies(bench, sizes.samples, say)
    measures += await rates(bench, sizes.rounds, say)
    await until(bench, sizes.commands, say)
    after = bench.plant.worker_bytes() / 2**20
    name = "worker_memory_at_commands"
    measures.append(Measure(name, after, "MiB", before, MEMORY_GOAL))
    return measures


def machine() -> dict[str, Any]:
    """What it ran on."""
    cores = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": cores,
        "memory_gib": round(memory / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text().splitlines() if known.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def _show(answer: dict[str, Any]) -> None:
    columns = ("項目 / measure", "值 / value", "底線 / floor", "比 / ratio", "目標 / goal", "")
    rows = [
        (
            each["name"],
            f"{each['value']:.2f} {each['unit']}",
            "" if each["floor"] is None else f"{each['floor']:.2f}",
            "" if each["ratio"] is None else f"{each['ratio']:.2f}",
            each["goal"] or "",
            {True: "達成 / met", False: "未達成 / not met", None: ""}[each["met"]],
        )
        for each in answer["measures"]
    ]
    made = table(f"tanjian bench（{answer['seconds']} s）", columns, rows)
    for column in made.columns:
        column.no_wrap = True
    OUT.print(made)
