"""One programme year's rules, read from its document: every date, window, fee, quota and mix is data."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.errors import DomainError
from domain.notices import Notices, read_notices
from domain.payout_rules import Withholding
from domain.programme_checks import check_programme
from domain.programme_parts import (
    Cadence,
    Fees,
    Industries,
    ItemKind,
    ListRules,
    Mix,
    Mixes,
    PrintedWindows,
    Sections,
    SectorRange,
    Source,
    Stage,
    StageItem,
    SubIndustry,
    WindowKind,
    Windows,
    WorkingDaysWindow,
)
from domain.strict_document import Wrong, as_table, member, read_table

__all__ = [
    "Cadence",
    "Fees",
    "Industries",
    "ItemKind",
    "Mix",
    "Mixes",
    "Programme",
    "ProgrammeRefused",
    "SectorRange",
    "Source",
    "Stage",
    "StageItem",
    "SubIndustry",
    "WindowKind",
    "Windows",
    "Withholding",
    "canonical",
    "completed",
    "parse_programme",
]


class ProgrammeRefused(DomainError):
    code = "programme_refused"
    rule = "engine"
    zh = "計畫規則不能採用：{key} = {value}（{reason_zh}）。"
    en = "The programme's rules cannot be used: {key} = {value} ({reason_en})."

    @classmethod
    def of(cls, wrong: Wrong) -> "ProgrammeRefused":
        return cls(key=wrong.key, value=wrong.value, reason_zh=wrong.zh, reason_en=wrong.en)


@dataclass(frozen=True, slots=True)
class Programme(Sections):
    """The rules of one programme year; `hash` names exactly the document that they were read from."""

    windows: Windows
    hash: str
    notices: Notices

    def source_of(self, key: str) -> Source:
        """Where the value of a dotted key comes from: its own entry, or that of the table it lies in."""
        for name in lineage(key):
            if name in self.sources:
                return self.sources[name]
        raise KeyError(key)

    def withholding_on(self, day: date) -> Withholding:
        """The row of the withholding table in force on `day`. Raises `ProgrammeRefused` before its first."""
        rows = [row for row in self.payout.withholding if row.from_date <= day]
        if not rows:
            wrong = Wrong(
                "payout.withholding", day, "當日尚無適用的扣繳規定", "no row is in force on that day"
            )
            raise ProgrammeRefused.of(wrong)
        return rows[-1]


def parse_programme(document: Mapping[str, object]) -> Programme:
    """The rules from a parsed TOML document, or from the JSON of `canonical`, with the same hash.

    Raises `ProgrammeRefused` naming the first wrong key, its value and the reason.
    """
    try:
        programme = _read(document)
        _check_sources(programme, document)
        check_programme(programme, programme.windows)
    except Wrong as wrong:
        raise ProgrammeRefused.of(wrong) from None
    return replace(programme, hash=hashlib.sha256(canonical(document).encode()).hexdigest())


def completed(document: Mapping[str, object], present: Mapping[str, object]) -> dict[str, object]:
    """A document published before an engine knew today's keys, with the present values of those it lacks."""
    whole = {**present, **document}
    for name, value in document.items():
        known = present.get(name)
        if isinstance(value, Mapping) and isinstance(known, Mapping):
            whole[name] = completed(value, known)
    return whole


def canonical(document: Mapping[str, object]) -> str:
    """The document as JSON with sorted keys and ISO dates, whatever order it was written in."""
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat
    )


def lineage(key: str) -> Iterator[str]:
    """A dotted key and the tables it lies in, innermost first."""
    while key:
        yield key
        key = key.rpartition(".")[0]


def _read(document: Mapping[str, object]) -> Programme:
    table = as_table(document, "")
    rest = {name: value for name, value in table.items() if name not in ("windows", "list", "notices")}
    given = {"windows": _windows(table), "hash": "", "notices": read_notices(table)}
    return read_table(Programme, rest, "", given)


def _windows(table: Mapping[str, object]) -> Windows:
    printed = read_table(PrintedWindows, member(table, "windows", ""), "windows")
    fix = read_table(ListRules, member(table, "list", ""), "list").fix_working_days
    return Windows(
        printed.list_supplement,
        printed.list_check,
        printed.upload,
        printed.review,
        printed.resubmission,
        printed.vetting,
        printed.answer,
        WorkingDaysWindow(fix),
    )


def _check_sources(programme: Programme, document: Mapping[str, object]) -> None:
    known = set[str]()
    for key in _leaves(document, ""):
        known.update(lineage(key))
        if key.partition(".")[0] != "sources" and not any(name in programme.sources for name in lineage(key)):
            raise Wrong(f"sources.{key}", "", "缺少來源", "its source is missing")
    for key in programme.sources:
        if key not in known:
            raise Wrong(
                f"sources.{key}", programme.sources[key].text, "沒有這個鍵", "names a key that is not there"
            )


def _leaves(value: object, key: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield key
        return
    for name, inner in value.items():
        yield from _leaves(inner, f"{key}.{name}" if key else str(name))
