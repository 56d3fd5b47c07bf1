"""The numbers of programme 114, typed once more; a changed one must show as a difference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

# Rest days on weekdays from 2025 to the spring of 2026, as the office calendars print them.
REST_DAYS = (
    *("2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-28"),
    *("2025-04-03", "2025-04-04", "2025-05-30", "2025-09-29", "2025-10-06", "2025-10-10", "2025-10-24"),
    *("2025-12-25", "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"),
    *("2026-02-27", "2026-04-03", "2026-04-06"),
)
WORKING_SATURDAYS = ("2025-02-08",)

Ranges = tuple[tuple[str, str], ...]
FACTORIES: dict[str, Ranges] = {
    "metal": (("251111", "259999"),),
    "machines": (("291100", "293999"),),
    "food": (("081111", "089999"),),
    "plastics": (("220111", "220999"),),
    "electronics": (("261111", "269999"),),
    "textiles": (("111111", "115999"),),
}
SHOPS: dict[str, Ranges] = {
    "wholesale": (("451011", "458399"), ("461111", "469999")),
    "retail": (("471112", "476412"), ("481011", "487912")),
    "lodging": (("551011", "559099"),),
    "restaurants": (("561111", "563200"),),
}


# For each window, how many days before its last day who owes something is told.
REMINDER_DAYS: Mapping[str, tuple[int, ...]] = {
    "training": (30, 14, 7),
    "list_supplement": (7, 3, 1, 0),
    "list_fix": (1, 0),
    "upload": (60, 30, 14, 7, 3, 1),
    "resubmission": (14, 7, 3, 1),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number and choice of the rules that a scenario can come to feel; money in whole NTD."""

    training_ends: date = date(2025, 7, 15)
    recording_working_days: int = 3
    nobody_gets_a_window_that_is_over: bool = True
    early_until: date = date(2025, 6, 30)
    early_firms: int = 2
    firms: int = 10
    list_working_days: int = 8
    fix_working_days: int = 3
    upload_months: int = 3
    resubmission_months: int = 1
    hard_stop: date = date(2025, 10, 31)
    first_day_counts: bool = False
    last_day_rolls: bool = True
    grace: timedelta = timedelta(0)
    rest_days: tuple[str, ...] = REST_DAYS
    manufacturing: tuple[str, str] = ("08", "34")
    services: tuple[str, str] = ("45", "96")
    factories_wanted: int = 2
    shops_wanted: int = 1
    slots_distinct: bool = True
    retail_begins: str = "471112"
    indicator_revenue: int = 5_000_000
    indicator_capital: int = 2_000_000
    manufacturing_fee: int = 1_000
    services_fee: int = 700
    most_paid: int = 10_000
    lapsed_free_their_places: bool = True
    reminder_days: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: REMINDER_DAYS)
    reminder_hour: int = 9
    swap_until_submitted: bool = True
    turns_can_be_given_on: bool = True
    approved_stay_without_consent: bool = True
    corrections_count: bool = True
    sessions_can_be_moved: bool = True
    windows_can_be_extended: bool = True
    reinstated_with_their_firms: bool = True
    certificates_can_be_revoked: bool = True
    clawed_back_for_good: bool = True
    person_once: bool = True
    firm_once: bool = True
