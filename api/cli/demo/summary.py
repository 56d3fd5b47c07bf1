"""A cohort in a page or two: a line per trainee, and the totals."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from api.cli.demo.scenario import Scenario, TraineePart
from api.cli.demo.timeline import OUTCOMES, show_totals

_COLUMNS = (
    ("學員 Trainee", "left"),
    ("場次 Session", "left"),
    ("結果 Outcome", "left"),
    ("核可 Approved", "right"),
    ("撥款 NTD", "right"),
    ("期限 Last days", "left"),
    ("未受理 Refused", "left"),
)


def summarize(console: Console, told: Mapping[str, Any], scenario: Scenario) -> None:
    """A line for each trainee in the order of the scenario, then the totals."""
    table = Table(title_justify="left", box=None, padding=(0, 1), header_style="bold")
    for name, side in _COLUMNS:
        table.add_column(name, justify="right" if side == "right" else "left", overflow="fold")
    for entry, part in zip(told["enrolments"], scenario.trainees, strict=True):
        table.add_row(*_cells(entry, part, scenario))
    console.print(table)
    show_totals(console, told["totals"])


def _cells(entry: Mapping[str, Any], part: TraineePart, scenario: Scenario) -> Sequence[str]:
    session = scenario.session(part.session)
    reason = f" ({entry['reason']})" if entry["outcome"] in ("refused", "certified_without_fee") else ""
    last_days = (f"{one['kind']} {one['due_date'][5:]}" for one in entry["deadlines"][1:])
    refused = (f"{one['do']}: {one['code']}" for one in entry["refusals"] if one["do"] != "register")
    return (
        entry["name"],
        f"{session.guild} {session.day[5:]}",
        OUTCOMES[entry["outcome"]] + reason,
        str(entry["firms_approved"]),
        f"{entry['paid_ntd']:,}",
        ", ".join(last_days),
        ", ".join(refused),
    )
