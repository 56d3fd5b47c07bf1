"""The sections of a programme year: a dataclass a table of its TOML, each option with the values implemented.

Money is whole New Taiwan dollars, `hour` is an hour in Taipei, months are calendar months 1–12.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from domain.checkup.commands import Unit
from domain.payout_rules import PayoutRules
from domain.programme_chase import ChaseRules, DigestRules
from domain.programme_reading import ReadingRules
from domain.programme_reasons import Reasons
from domain.programme_tasks import TaskRules
from domain.strict_document import (
    between,
    descending,
    digits,
    not_empty,
    not_negative,
    one_of,
    positive,
)

Count = Annotated[int, positive]
Dollars = Annotated[int, not_negative]
Division = Annotated[str, digits(2)]
TaxCode = Annotated[str, digits(6)]
MonthOfYear = Annotated[int, between(1, 12)]


class WindowKind(StrEnum):
    """The windows of a case, each with a deadline."""

    TRAINING = "training"
    LIST_SUPPLEMENT = "list_supplement"
    LIST_CHECK = "list_check"
    LIST_FIX = "list_fix"
    UPLOAD = "upload"
    REVIEW = "review"
    RESUBMISSION = "resubmission"
    VETTING = "vetting"
    ANSWER = "answer"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Sessions:
    mandatory_last_day: date
    average_people: Count


@dataclass(frozen=True, slots=True)
class Training:
    """A guild records attendance within so many working days of the last mandatory day (R5).

    `late_start`: a window that would be over when the case is trained runs from that day where the guild's
    step was the late one (`guild_late`), or whoever's was (`trained_day`).
    """

    day: Annotated[str, one_of("session")]
    no_show: Annotated[str, one_of("wait")]
    recording_working_days: Count
    late_start: Annotated[str, one_of("guild_late", "trained_day")]


@dataclass(frozen=True, slots=True)
class EarlyRegistration:
    """Sessions up to and on `until` need `firms` firms at registration (R7)."""

    until: date
    firms: Count


@dataclass(frozen=True, slots=True)
class Registration:
    firms: Count
    early: EarlyRegistration


@dataclass(frozen=True, slots=True)
class FirmRules:
    sme: Annotated[str, one_of("declared")]
    swap_until: Annotated[str, one_of("submitted")]


@dataclass(frozen=True, slots=True)
class Indicator:
    """Least yearly revenue, or least capital, of an indicator firm (R11)."""

    revenue: Dollars
    capital: Dollars


@dataclass(frozen=True, slots=True)
class SectorRange:
    """A sector by its first and last two-digit division."""

    name: Annotated[str, one_of("manufacturing", "services")]
    first: Division
    last: Division


@dataclass(frozen=True, slots=True)
class SubIndustry:
    """A sub-industry by its ranges of six-digit tax codes, first and last included (R10)."""

    code: str
    sector: str
    zh: str
    en: str
    ranges: Annotated[tuple[tuple[TaxCode, TaxCode], ...], not_empty]


@dataclass(frozen=True, slots=True)
class Industries:
    sectors: Annotated[tuple[SectorRange, ...], not_empty]
    sub_industries: Annotated[tuple[SubIndustry, ...], not_empty]


@dataclass(frozen=True, slots=True)
class Mix:
    """The slots of one set: sub-industry firms (of `different` ones), indicator firms, firms of any kind."""

    sub_industries: Annotated[tuple[str, ...], not_empty]
    sub_industry_firms: Annotated[int, not_negative]
    different: bool
    indicator_firms: Annotated[int, not_negative]
    any_firms: Annotated[int, not_negative]

    @property
    def firms(self) -> int:
        return self.sub_industry_firms + self.indicator_firms + self.any_firms


@dataclass(frozen=True, slots=True)
class Mixes:
    slots_distinct: bool
    choose: Annotated[str, one_of("either")]
    gates: tuple[Annotated[str, one_of("fee")], ...]
    manufacturing: Mix
    services: Mix


@dataclass(frozen=True, slots=True)
class ListWindow:
    working_days: Count
    counts_training_day: bool


@dataclass(frozen=True, slots=True)
class WorkingDaysWindow:
    working_days: Count


@dataclass(frozen=True, slots=True)
class UploadWindow:
    months: Count
    starts: Annotated[str, one_of("training_day", "list_accepted")]


@dataclass(frozen=True, slots=True)
class ResubmissionWindow:
    """Never past `hard_stop`; `hard_stop_extendable` lets two officers go past it (R30)."""

    months: Count
    hard_stop: date
    rounds: Annotated[int, one_of(1)]
    hard_stop_rolls: bool
    hard_stop_extendable: bool


@dataclass(frozen=True, slots=True)
class PrintedWindows:
    """The windows of the table `windows`."""

    list_supplement: ListWindow
    list_check: WorkingDaysWindow
    upload: UploadWindow
    review: WorkingDaysWindow
    resubmission: ResubmissionWindow
    vetting: WorkingDaysWindow
    answer: WorkingDaysWindow


@dataclass(frozen=True, slots=True)
class Windows(PrintedWindows):
    """All windows: `list_fix` is the table `list`'s `fix_working_days`."""

    list_fix: WorkingDaysWindow


@dataclass(frozen=True, slots=True)
class ListRules:
    fix_working_days: Count


@dataclass(frozen=True, slots=True)
class Fees:
    """Per firm by sector, `other` for a firm in neither, for which an officer may decide up to `other_max`.

    At most so many firms and dollars in all (R21, R22).
    """

    by: Annotated[str, one_of("firm_sector", "set")]
    manufacturing: Dollars
    services: Dollars
    other: Dollars
    other_max: Dollars
    max_firms: Count
    max_total: Dollars


@dataclass(frozen=True, slots=True)
class Quotas:
    by: Annotated[str, one_of("firm_sector")]
    manufacturing: Annotated[int, not_negative]
    services: Annotated[int, not_negative]


@dataclass(frozen=True, slots=True)
class Places:
    held_from: Annotated[str, one_of("listing")]


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """For `first_reviewer_hours` (of the clock) a resubmission waits for whoever reviewed it first."""

    after_lapse: bool
    first_reviewer_hours: Annotated[int, not_negative]


@dataclass(frozen=True, slots=True)
class ItemKind:
    """A kind of emission source: its GHG Protocol scope and ISO 14064-1 category."""

    code: str
    zh: str
    en: str
    scope: Annotated[int, between(1, 3)]
    category: Annotated[int, between(1, 6)]


@dataclass(frozen=True, slots=True)
class StageItem:
    """An item of a checkup, with the kinds of source that belong to it (R41, R42)."""

    code: str
    zh: str
    en: str
    kinds: Annotated[tuple[ItemKind, ...], not_empty]


@dataclass(frozen=True, slots=True)
class Stage:
    """The codes of the `items` asked for; `catalogue` describes them."""

    first_month: MonthOfYear
    last_month: MonthOfYear
    items: Annotated[tuple[str, ...], not_empty]
    catalogue: Annotated[tuple[StageItem, ...], not_empty]


@dataclass(frozen=True, slots=True)
class Stages:
    mandatory: Stage
    elective: Stage


@dataclass(frozen=True, slots=True)
class AddendumRules:
    """A returned addendum can be mended for so many days, and as long as the stage lasts (R42)."""

    mend_days: Count


@dataclass(frozen=True, slots=True)
class ConsentRules:
    after_approval: Annotated[str, one_of("withdraw_report")]


@dataclass(frozen=True, slots=True)
class Suspension:
    """`shortens`: whether a calendar published since may end a window earlier than people were told."""

    county: Annotated[str, one_of("guild")]
    shortens: bool


@dataclass(frozen=True, slots=True)
class Reinstatement:
    persons: Annotated[int, between(1, 2)]


@dataclass(frozen=True, slots=True)
class Cadence:
    """Reminders so many days before the last day, at `hour`; the guild gets those in `guild_copies` too."""

    days_before: Annotated[tuple[Annotated[int, not_negative], ...], not_empty, descending]
    hour: Annotated[int, between(0, 23)]
    guild_copies: Annotated[tuple[Annotated[int, not_negative], ...], descending]


@dataclass(frozen=True, slots=True)
class Targets:
    firms_a_year: Count
    firms_in_four_years: Count


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What papers and blank forms call the programme, whoever is behind it, and the certificate (R8, R32)."""

    programme_zh: str
    programme_en: str
    host_zh: str
    host_en: str
    executor_zh: str
    executor_en: str
    contact: str
    certificate_zh: str
    certificate_en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from; `open` where the programme does not say and an officer may change it."""

    rule: str
    open: bool
    text: str


@dataclass(frozen=True, slots=True)
class Sections:
    """Every section of a programme year but its windows."""

    year: str
    inventory_year: Count
    sessions: Sessions
    training: Training
    registration: Registration
    firms: FirmRules
    indicator: Indicator
    industries: Industries
    mixes: Mixes
    fees: Fees
    quotas: Quotas
    places: Places
    review: ReviewRules
    stages: Stages
    consent: ConsentRules
    suspension: Suspension
    reinstatement: Reinstatement
    payout: PayoutRules
    tasks: TaskRules
    targets: Targets
    reasons: Reasons
    addendum: AddendumRules
    units: Mapping[str, Annotated[tuple[Unit, ...], not_empty]] = field(hash=False)
    chase: ChaseRules
    digest: DigestRules
    reading: ReadingRules
    reminders: Mapping[WindowKind, Cadence] = field(hash=False)
    sources: Mapping[str, Source] = field(hash=False)
    papers: PaperWords | None = field(default=None, kw_only=True)
