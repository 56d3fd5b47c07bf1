"""`python -m tests.bulk [--tasks 500] [--stale 20]`: one call about many, and its report, as text."""

import argparse
import asyncio
import logging
import tempfile
from pathlib import Path

import structlog

from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.migrations import migrate
from store.programme_files import read_calendar, read_programme
from tests.api.living import living_office
from tests.bulk.assigning import Told, assign_many


def main() -> int:
    """Exit 1 unless every item is accounted for as it must be."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tasks", type=int, default=500)
    arguments.add_argument("--stale", type=int, default=20)
    asked = arguments.parse_args()
    # The report is what is shown; what each process says of its own would drown it.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    told = asyncio.run(_run(asked.tasks, asked.stale))
    _print(told)
    counts = told.report["counts"]
    right = (counts["done"], counts["stale"], counts["total"]) == (
        asked.tasks - asked.stale,
        asked.stale,
        asked.tasks,
    )
    return 0 if right and told.preview == counts else 1


async def _run(tasks: int, stale: int) -> Told:
    with (
        tempfile.TemporaryDirectory(prefix="tanjian-bulk-") as folder,
        EmbeddedPostgres(Path(folder) / "postgres", fast=True) as server,
    ):
        with Database(server.url) as database:
            migrate(database)
        async with living_office(server.url, Path(folder)) as office:
            return await assign_many(office, read_programme(), read_calendar(), tasks=tasks, stale=stale)


def _print(told: Told) -> None:
    print("preview   ", told.preview)
    print(f"answered   {told.status} after {told.seconds:.1f} s")
    print("report    ", told.report["counts"], f"after {told.settled_seconds:.1f} s")
    print("refused by", told.refused)
    for item in [one for one in told.report["items"] if one["problem"]][:3]:
        problem = item["problem"]
        changed = "、".join(problem.get("changed", []))
        print(f"  {item['id']}  {problem['code']}: {problem['detail']} {changed}")


if __name__ == "__main__":
    raise SystemExit(main())
