"""What a programme document may say: read whole, refused by the first wrong key, known by its hash."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.enrolment.reminding import TOLD_WITH
from domain.programme import Programme, ProgrammeRefused, WindowKind, canonical, parse_programme
from store.programme_files import programme_document

BUNDLED: dict[str, Any] = programme_document()


def leaves(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, name))
        else:
            yield (*path, name)


RULES = [path for path in leaves(BUNDLED) if path[0] != "sources"]
TABLES = sorted({path[:length] for path in RULES for length in range(len(path))} - {("reminders",)})


def at(document: dict[str, Any], path: tuple[str, ...]) -> Any:
    for name in path:
        document = document[name]
    return document


def changed(key: str, value: object) -> dict[str, Any]:
    document = deepcopy(BUNDLED)
    *way, name = key.split(".")
    at(document, tuple(way))[name] = value
    return document


def refused(document: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(ProgrammeRefused) as refusal:
        parse_programme(document)
    assert refusal.value.code == "programme_refused"
    assert refusal.value.fields["key"] in refusal.value.message_zh
    assert refusal.value.fields["key"] in refusal.value.message_en
    return refusal.value.fields


def test_a_missing_key_is_refused_by_its_name() -> None:
    for path in RULES:
        document = deepcopy(BUNDLED)
        del at(document, path[:-1])[path[-1]]
        fields = refused(document)
        assert (fields["key"], fields["reason_en"]) == (".".join(path), "missing key")


def test_a_value_of_another_type_is_refused_by_its_name() -> None:
    for path in RULES:
        fields = refused(changed(".".join(path), 1.5))
        assert (fields["key"], fields["value"]) == (".".join(path), "1.5")


@pytest.mark.parametrize("table", TABLES, ids=".".join)
def test_an_unknown_key_is_refused_by_its_name(table: tuple[str, ...]) -> None:
    document = deepcopy(BUNDLED)
    at(document, table)["surprise"] = 1
    fields = refused(document)
    assert fields["key"] == ".".join((*table, "surprise"))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("year", "14"),
        ("inventory_year", 2031),
        ("sessions.average_people", True),
        ("sessions.mandatory_last_day", date(2024, 7, 15)),
        ("registration.early.until", "2025-06-31"),
        ("registration.early.firms", 11),
        ("indicator.revenue", -1),
        ("indicator.capital", "2000000"),
        ("windows.list_supplement.working_days", 0),
        ("windows.list_check.working_days", -3),
        ("windows.review.working_days", -10),
        ("windows.upload.months", -1),
        ("windows.resubmission.hard_stop", date(2025, 3, 1)),
        ("list.fix_working_days", 0),
        ("fees.services", -700),
        ("fees.by", "weather"),
        ("quotas.by", "county"),
        ("quotas.services", -1),
        ("training.day", "moon"),
        ("windows.upload.starts", "someday"),
        ("mixes.manufacturing.sub_industries", ["25", "99"]),
        ("mixes.services.sub_industries", ["55", "55"]),
        ("stages.mandatory.first_month", 13),
        ("stages.elective.items", ["transport", "teleport"]),
        ("reminders.upload.hour", 24),
        ("reminders.upload.days_before", [7, 30]),
        ("reminders.upload.guild_copies", [365]),
        ("reinstatement.persons", 0),
        ("tasks.lease_minutes", 0),
        ("tasks.assignment_hours", 0),
        ("tasks.urgency.late", -1),
        ("tasks.escalates_to.check_list", ["trainee"]),
        ("windows.vetting.working_days", 0),
        ("chase.days_between", 0),
    ],
)
def test_an_impossible_value_is_refused_by_its_key(key: str, value: object) -> None:
    document = changed(key, value)
    assert refused(document)["key"].startswith(key)


def test_a_mix_whose_slots_do_not_add_up_is_refused() -> None:
    many = BUNDLED["mixes"]["services"]["any_firms"] + 1
    fields = refused(changed("mixes.services.any_firms", many))
    assert fields["key"] == "mixes.services"
    assert str(BUNDLED["registration"]["firms"]) in fields["reason_en"]


def test_more_different_sub_industries_than_there_are_is_refused() -> None:
    document = changed("mixes.manufacturing.sub_industries", ["25"])
    assert refused(document)["key"] == "mixes.manufacturing.sub_industry_firms"


@pytest.mark.parametrize(
    ("ranges", "reason"),
    [
        ([["25111", "259999"]], "6 digits"),
        ([["25111A", "259999"]], "6 digits"),
        ([["251111"]], "2 entries"),
        ([["259999", "251111"]], "begins after it ends"),
        ([["251111", "291100"]], "overlap"),
        ([["551011", "559099"]], "outside its sector"),
        ([], "not be empty"),
        ([[251111, 259999]], "must be a string"),
    ],
)
def test_wrong_ranges_of_tax_codes_are_refused(ranges: list[Any], reason: str) -> None:
    document = deepcopy(BUNDLED)
    document["industries"]["sub_industries"][0]["ranges"] = ranges
    assert reason in refused(document)["reason_en"]


def test_overlapping_sectors_are_refused() -> None:
    document = deepcopy(BUNDLED)
    document["industries"]["sectors"][0]["last"] = "45"
    assert "overlap" in refused(document)["reason_en"]


def test_a_reminder_for_no_window_is_refused() -> None:
    document = deepcopy(BUNDLED)
    document["reminders"]["lunch"] = document["reminders"]["upload"]
    assert "list_supplement" in refused(document)["reason_en"]


def test_withholding_goes_by_the_row_in_force() -> None:
    first = BUNDLED["payout"]["withholding"][0] | {"from_date": date(2021, 1, 1), "resident_rate": "0.10"}
    second = first | {"from_date": date(2026, 1, 1), "resident_rate": "0.12"}
    rules = parse_programme(changed("payout.withholding", [first, second]))
    assert rules.withholding_on(date(2025, 12, 31)).resident_rate == Decimal("0.10")
    assert rules.withholding_on(date(2026, 1, 1)).resident_rate == Decimal("0.12")
    with pytest.raises(ProgrammeRefused):
        rules.withholding_on(date(2020, 12, 31))
    assert refused(changed("payout.withholding", [second, first]))["key"] == "payout.withholding"


@pytest.mark.parametrize("rate", ["1.5", "-0.1", "NaN", "ten", 0.1])
def test_a_rate_is_a_share_written_as_a_decimal(rate: object) -> None:
    row = BUNDLED["payout"]["withholding"][0] | {"resident_rate": rate}
    assert refused(changed("payout.withholding", [row]))["key"] == "payout.withholding[0].resident_rate"


def test_a_refusal_says_key_value_and_reason_in_both_languages() -> None:
    with pytest.raises(ProgrammeRefused) as refusal:
        parse_programme(changed("windows.upload.months", -3))
    assert "windows.upload.months = -3（必須大於 0）" in refusal.value.message_zh
    assert "windows.upload.months = -3 (must be above 0)" in refusal.value.message_en


@pytest.mark.parametrize("document", [[], "114", None])
def test_what_is_no_table_is_refused(document: Any) -> None:
    with pytest.raises(ProgrammeRefused):
        parse_programme(document)


def test_the_json_of_a_programme_reads_back_the_same(programme: Programme) -> None:
    bundled = parse_programme(BUNDLED)
    assert parse_programme(json.loads(canonical(BUNDLED))) == bundled
    assert len(bundled.hash) == 64


def test_the_order_of_keys_does_not_change_the_hash() -> None:
    backwards = dict(reversed(BUNDLED.items())) | {"fees": dict(reversed(BUNDLED["fees"].items()))}
    assert parse_programme(backwards).hash == parse_programme(BUNDLED).hash


def test_a_version_of_before_papers_is_read_and_has_none() -> None:
    older = deepcopy(BUNDLED)
    del older["papers"]
    older["sources"] = {
        key: one for key, one in older["sources"].items() if key.partition(".")[0] != "papers"
    }
    assert parse_programme(older).papers is None
    assert parse_programme(BUNDLED).papers is not None


def test_another_value_has_another_hash() -> None:
    other = changed("tasks.lease_minutes", BUNDLED["tasks"]["lease_minutes"] + 1)
    assert parse_programme(other).hash != parse_programme(BUNDLED).hash


def test_reminders_are_found_by_their_window(programme: Programme) -> None:
    assert set(TOLD_WITH) <= set(programme.reminders) <= set(WindowKind)


def test_every_window_in_which_a_trainee_owes_something_has_its_reminders(programme: Programme) -> None:
    # These are days of those who work the queues, which show them by urgency and R30 by lateness.
    own = {
        WindowKind.LIST_CHECK,
        WindowKind.REVIEW,
        WindowKind.RECORDING,
        WindowKind.VETTING,
        WindowKind.ANSWER,
    }
    assert set(programme.reminders) == set(WindowKind) - own
    for cadence in programme.reminders.values():
        assert set(cadence.guild_copies) <= set(cadence.days_before)


@pytest.mark.parametrize(
    ("key", "rule", "is_open"),
    [
        ("sessions.mandatory_last_day", "R1", False),
        ("sessions.average_people", "R2", False),
        ("stages.mandatory.last_month", "R3", False),
        ("training.day", "R4", True),
        ("training.no_show", "R5", True),
        ("registration.firms", "R7", False),
        ("registration.early.firms", "R7", False),
        ("registration.early.until", "R7", True),
        ("firms.sme", "R9", True),
        ("industries.sub_industries", "R10", False),
        ("indicator.capital", "R11", False),
        ("windows.list_supplement.working_days", "R12", False),
        ("windows.list_supplement.counts_training_day", "R12", True),
        ("list.fix_working_days", "R13", True),
        ("windows.list_check.working_days", "R13", True),
        ("firms.swap_until", "R14", True),
        ("consent.after_approval", "R15", True),
        ("mixes.manufacturing.any_firms", "R16", False),
        ("mixes.services.sub_industry_firms", "R17", False),
        ("mixes.slots_distinct", "R18", True),
        ("mixes.choose", "R19", True),
        ("mixes.gates", "R20", True),
        ("fees.by", "R21", True),
        ("fees.services", "R21", False),
        ("fees.max_firms", "R22", False),
        ("quotas.manufacturing", "R23", False),
        ("quotas.by", "R23", True),
        ("places.held_from", "R23", True),
        ("windows.upload.starts", "R24", True),
        ("review.after_lapse", "R26", True),
        ("windows.resubmission.hard_stop", "R28", False),
        ("windows.resubmission.hard_stop_rolls", "R29", True),
        ("windows.review.working_days", "R30", True),
        ("windows.vetting.working_days", "R30", True),
        ("tasks.escalates_to.review_checkup", "R30", True),
        ("windows.answer.working_days", "R37", True),
        ("chase.days_between", "R45", True),
        ("windows.resubmission.hard_stop_extendable", "R30", True),
        ("payout.withholding", "R34", True),
        ("reinstatement.persons", "R36", True),
        ("suspension.county", "R40", True),
        ("stages.mandatory.items", "R41", False),
        ("stages.elective.items", "R42", False),
        ("inventory_year", "R43", True),
        ("reminders.upload.hour", "R45", True),
        ("targets.firms_a_year", "R46", False),
        ("payout.payee", "R47", False),
    ],
)
def test_each_value_names_its_rule_and_whether_it_is_open(
    programme: Programme, key: str, rule: str, is_open: bool
) -> None:
    source = programme.source_of(key)
    assert (source.rule, source.open) == (rule, is_open)


def test_a_value_without_a_source_is_refused() -> None:
    document = deepcopy(BUNDLED)
    del document["sources"]["fees"]
    assert refused(document)["key"] == "sources.fees.manufacturing"


def test_a_source_of_nothing_is_refused() -> None:
    document = deepcopy(BUNDLED)
    document["sources"]["fees.bonus"] = document["sources"]["fees"]
    assert refused(document)["key"] == "sources.fees.bonus"
