"""Changes each value of programme 114 and sees whether the tests of its rule, and no other, notice.

`python -m tests.mutations [--json] [--rule R12]` prints a row for each changed value, and exits with 1
where a row is not exact.
Values that one implemented option alone can have, and those that no engine code reads yet, have no row.
"""

import argparse
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAMME = ROOT / "domain" / "programmes" / "114.toml"
FAILED = re.compile(r"^(?:FAILED|ERROR) tests/rules/test_r(\d\d)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A value changed; `beside` are values that have to change with it for the document to agree."""

    key: str
    to: Any
    rule: str
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    key: str
    value: str
    changed: str
    rule: str
    failed: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return " ".join(self.failed) == self.rule


NINE = {"mixes.manufacturing.any_firms": 6, "mixes.services.any_firms": 7}
MUTATIONS = (
    Mutation("sessions.mandatory_last_day", date(2025, 7, 14), "R1"),
    Mutation("sessions.mandatory_last_day", date(2025, 7, 16), "R1"),
    Mutation("stages.mandatory.first_month", 2, "R3"),
    Mutation("stages.mandatory.first_month", 4, "R3"),
    Mutation("stages.mandatory.last_month", 6, "R3"),
    Mutation("stages.mandatory.last_month", 8, "R3"),
    Mutation("stages.elective.first_month", 10, "R3"),
    Mutation("stages.elective.first_month", 12, "R3"),
    Mutation("stages.elective.last_month", 11, "R3"),
    Mutation("sessions.average_people", 79, "R2"),
    Mutation("sessions.average_people", 81, "R2"),
    Mutation("training.recording_working_days", 2, "R5"),
    Mutation("training.recording_working_days", 4, "R5"),
    Mutation("training.late_start", "trained_day", "R5"),
    # The ten firms are the sum of either set's slots, so R16 and R17 notice too.
    Mutation("registration.firms", 9, "R7 R16 R17", NINE),
    Mutation("registration.early.until", date(2025, 6, 29), "R7"),
    Mutation("registration.early.until", date(2025, 7, 1), "R7"),
    Mutation("registration.early.firms", 1, "R7"),
    Mutation("registration.early.firms", 3, "R7"),
    Mutation("windows.list_supplement.working_days", 7, "R12"),
    Mutation("windows.list_supplement.working_days", 9, "R12"),
    Mutation("windows.list_supplement.counts_training_day", True, "R12"),
    Mutation("list.fix_working_days", 2, "R13"),
    Mutation("list.fix_working_days", 4, "R13"),
    Mutation("windows.list_check.working_days", 2, "R13"),
    Mutation("windows.list_check.working_days", 4, "R13"),
    Mutation("indicator.revenue", 5_000_001, "R11"),
    Mutation("indicator.revenue", 4_999_999, "R11"),
    Mutation("indicator.capital", 2_000_001, "R11"),
    Mutation("indicator.capital", 1_999_999, "R11"),
    Mutation("industries.sub_industries.7.ranges.0.0", "471111", "R10"),
    Mutation("mixes.manufacturing.sub_industry_firms", 1, "R16", {"mixes.manufacturing.any_firms": 8}),
    Mutation("mixes.services.sub_industry_firms", 2, "R17", {"mixes.services.any_firms": 7}),
    Mutation("mixes.slots_distinct", False, "R18"),
    Mutation("mixes.gates", [], "R20"),
    Mutation("fees.by", "set", "R21"),
    Mutation("fees.manufacturing", 999, "R21"),
    Mutation("fees.services", 701, "R21"),
    Mutation("fees.other", 1, "R21"),
    Mutation("fees.other_max", 999, "R21"),
    Mutation("fees.other_max", 1_001, "R21"),
    Mutation("fees.max_firms", 9, "R22"),
    Mutation("fees.max_total", 9_999, "R22"),
    Mutation("fees.max_total", 10_001, "R22"),
    Mutation("quotas.manufacturing", 7_999, "R23"),
    Mutation("quotas.manufacturing", 8_001, "R23"),
    Mutation("quotas.services", 16_999, "R23"),
    Mutation("quotas.services", 17_001, "R23"),
    Mutation("windows.upload.months", 2, "R24"),
    Mutation("windows.upload.months", 4, "R24"),
    Mutation("review.after_lapse", False, "R26"),
    Mutation("windows.resubmission.months", 2, "R28"),
    Mutation("windows.resubmission.hard_stop", date(2025, 10, 30), "R28"),
    Mutation("windows.resubmission.hard_stop", date(2025, 11, 3), "R28"),
    Mutation("windows.resubmission.hard_stop_rolls", True, "R29"),
    Mutation("windows.review.working_days", 9, "R30"),
    Mutation("windows.review.working_days", 11, "R30"),
    Mutation("windows.resubmission.hard_stop_extendable", False, "R30"),
    Mutation("windows.vetting.working_days", 2, "R30"),
    Mutation("windows.vetting.working_days", 4, "R30"),
    Mutation("tasks.escalates_to.vet_registration", [], "R30"),
    Mutation("tasks.escalates_to.review_checkup", ["lead_reviewer"], "R30"),
    Mutation("windows.answer.working_days", 2, "R37"),
    Mutation("windows.answer.working_days", 4, "R37"),
    Mutation("papers.certificate_zh", "碳盤查顧問", "R32"),
    Mutation("papers.programme_zh", "114年度碳健檢計畫", "R32"),
    Mutation("payout.income_code", "50", "R34"),
    Mutation("payout.withholding.0.from_date", date(2021, 1, 2), "R34"),
    Mutation("payout.withholding.0.resident_rate", "0.11", "R34"),
    Mutation("payout.withholding.0.threshold", 19_999, "R34"),
    Mutation("payout.withholding.0.threshold", 20_001, "R34"),
    Mutation("payout.withholding.0.non_resident_rate", "0.21", "R34"),
    Mutation("payout.withholding.0.non_resident_threshold", 6, "R34"),
    Mutation("payout.return_reasons.2.code", "closed", "R34"),
    Mutation("payout.reversal_kinds.0.due_again", False, "R34"),
    Mutation("payout.reversal_kinds.1.due_again", True, "R34"),
    Mutation("payout.withholding.0.supplementary_rate", "0.0212", "R34"),
    Mutation("payout.withholding.0.supplementary_threshold", 20_001, "R34"),
    Mutation("reinstatement.persons", 1, "R36"),
    Mutation("suspension.shortens", True, "R40"),
    Mutation("inventory_year", 2023, "R43"),
    Mutation("inventory_year", 2025, "R43"),
    Mutation("reminders.list_supplement.days_before", [7, 3, 1], "R45"),
    Mutation("reminders.list_supplement.hour", 10, "R45"),
    Mutation("reminders.list_supplement.guild_copies", [3], "R45"),
    Mutation("reminders.list_fix.days_before", [2, 1, 0], "R45"),
    Mutation("reminders.list_fix.guild_copies", [], "R45"),
    Mutation("reminders.upload.days_before", [60, 30, 14, 7, 3], "R45"),
    Mutation("reminders.upload.hour", 8, "R45"),
    Mutation("reminders.upload.guild_copies", [30, 14, 7], "R45"),
    Mutation("reminders.resubmission.days_before", [15, 14, 7, 3, 1], "R45"),
    Mutation("reminders.resubmission.guild_copies", [14, 7, 3, 1], "R45"),
    Mutation("targets.firms_a_year", 24_999, "R46"),
    Mutation("targets.firms_in_four_years", 100_001, "R46"),
    Mutation("reasons.list_check.6.code", "ubn_wrong", "R13"),
    Mutation("reasons.review.7.code", "bill_of_another", "R27"),
    Mutation("reasons.review.7.parts", ["item"], "R27"),
    Mutation("review.first_reviewer_hours", 47, "R27"),
    Mutation("review.first_reviewer_hours", 49, "R27"),
    Mutation("units.petrol", ["L", "kg"], "R41"),
    Mutation("units.natural_gas", ["kg"], "R41"),
    Mutation("units.septic_tank", ["person_hour", "m3"], "R41"),
    Mutation("units.process", ["kg", "L"], "R41"),
    Mutation("units.transport", ["tkm", "pkm", "L"], "R42"),
    Mutation("addendum.mend_days", 29, "R42"),
    Mutation("addendum.mend_days", 31, "R42"),
    Mutation("reading.audit_share", "0.04", "R41"),
    Mutation("reading.audit_share", "0.06", "R41"),
    Mutation("reading.audit_seed", "another", "R41"),
    Mutation("chase.days_between", 2, "R45"),
    Mutation("chase.least_trainee_days", 99, "R45"),
    Mutation("chase.least_trainee_days", 101, "R45"),
    Mutation("chase.firms_a_day", "0.06", "R45"),
    Mutation("digest.weekday", "tuesday", "R45"),
    Mutation("digest.hour", 9, "R45"),
    Mutation("notices.registered.guild_copy", True, "R45"),
    Mutation("notices.rejected.guild_copy", False, "R45"),
    Mutation("notices.list_returned.guild_copy", False, "R45"),
    Mutation("notices.resubmission_notice.guild_copy", False, "R45"),
    Mutation("notices.lapsed_upload.guild_copy", False, "R45"),
    Mutation("notices.certified.guild_copy", True, "R45"),
    Mutation("digest.deadline_days", 13, "R45"),
    Mutation("digest.trainees", 9, "R45"),
)


def main() -> int:
    """Run every mutation, after the document as it stands."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="rows as JSON")
    arguments.add_argument("--rule", help="only the values of this rule, such as R12")
    asked = arguments.parse_args()
    chosen = [one for one in MUTATIONS if asked.rule in (None, *one.rule.split())]
    if not chosen:
        arguments.error(f"no value of {asked.rule} can be changed: the engine fixes it, or offers one option")
    document = tomllib.loads(PROGRAMME.read_text("utf-8"))
    if already := failing_rules(document):
        print(f"the tests fail before anything is changed: {' '.join(already)}", file=sys.stderr)
        return 1
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda one: run(one, document), chosen))
    print(as_json(results) if asked.json else as_table(results))
    return 0 if all(result.exact for result in results) else 1


def run(mutation: Mutation, document: Mapping[str, Any]) -> Result:
    changed = copy.deepcopy(dict(document))
    before = replaced(changed, mutation.key, mutation.to)
    for key, value in mutation.beside.items():
        replaced(changed, key, value)
    failed = failing_rules(changed)
    return Result(mutation.key, str(before), str(mutation.to), mutation.rule, failed)


def replaced(document: Any, key: str, value: Any) -> Any:
    """Set the value at a dotted key, where a number names a place of a list; returns the one before."""
    *tables, last = key.split(".")
    for name in tables:
        document = document[int(name)] if isinstance(document, list) else document[name]
    place: Any = int(last) if isinstance(document, list) else last
    before, document[place] = document[place], value
    return before


def failing_rules(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The rules whose tests fail by this document, in order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "programme.toml"
        path.write_text(as_toml(document), "utf-8")
        command = [sys.executable, "-m", "pytest", "tests/rules", "-q", "--tb=no", "-p", "no:cacheprovider"]
        told = subprocess.run(
            [*command, "-rfE"],
            cwd=ROOT,
            env={**os.environ, "TANJIAN_PROGRAMME_FILE": str(path), "COLUMNS": "300"},
            capture_output=True,
            text=True,
            check=False,
        )
    if told.returncode not in (0, 1):
        raise RuntimeError(told.stdout + told.stderr)
    return tuple(f"R{number}" for number in sorted({int(number) for number in FAILED.findall(told.stdout)}))


def as_toml(document: Mapping[str, Any]) -> str:
    """The document with a line for each table, written inline."""
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in document.items())


def _value(value: Any) -> str:
    match value:
        case date():
            return value.isoformat()
        case dict():
            inner = (f"{json.dumps(key)} = {_value(one)}" for key, one in value.items())
            return "{" + ", ".join(inner) + "}"
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def as_json(results: list[Result]) -> str:
    return json.dumps([asdict(one) | {"exact": one.exact} for one in results], ensure_ascii=False, indent=1)


def _verdict(one: Result) -> str:
    failed = " ".join(one.failed) or "none"
    return f"{failed:10}  {'exact' if one.exact else f'should be {one.rule}'}"


def as_table(results: list[Result]) -> str:
    rows = [(one.key, f"{one.value} → {one.changed}", _verdict(one)) for one in results]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{key:{widths[0]}}  {change:{widths[1]}}  {failed}" for key, change, failed in rows]
    exact = sum(one.exact for one in results)
    return "\n".join([*lines, f"{exact} of {len(results)} changed values fail exactly their rule's tests"])


if __name__ == "__main__":
    sys.exit(main())
