"""Second signals speak for right values, against wrong ones, and mend what has one way to be right."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from domain.ubn import is_ubn
from models.judgement.checking import checks_of
from models.judgement.checks import forms, sums
from models.judgement.checks.lists import list_findings
from models.judgement.checks.subject import Subject

F = ReadingField
TODAY = date(2025, 6, 30)
POWER = Subject(
    BillKind.ELECTRICITY,
    {
        F.PREVIOUS_READING: "11121",
        F.CURRENT_READING: "12052",
        F.USAGE: "931",
        F.UNIT: "kWh",
        F.TOTAL_AMOUNT: "2298",
        F.TAX: "109",
        F.PERIOD_START: "2024-08-28",
        F.PERIOD_END: "2024-10-28",
        F.PRINTED_KGCO2E: "460",
        F.ISSUE_DATE: "2024-11-04",
        F.SELLER_UBN: "24567894",
    },
    TODAY,
    frozenset((Decimal(2189), Decimal("2189.0"))),
)
DIESEL = Subject(
    BillKind.FUEL,
    {
        F.USAGE: "54.14",
        F.UNIT: "L",
        F.UNIT_PRICE: "27.7",
        F.TOTAL_AMOUNT: "1500",
        F.TAX: "71",
        F.FUEL: "diesel",
        F.PRINTED_KGCO2E: "143.5",
        F.ISSUE_DATE: "2024-01-26",
    },
    TODAY,
)


def results(subject: Subject) -> dict[str, bool]:
    return {check.name: check.ok for check in checks_of(subject)}


def changed(subject: Subject, **values: str) -> Subject:
    return replace(subject, values=subject.values | {F(name): value for name, value in values.items()})


def failing(subject: Subject) -> set[str]:
    return {name for name, ok in results(subject).items() if not ok}


def test_a_right_bill_passes_every_check() -> None:
    assert failing(POWER) == set()
    assert set(results(POWER)) >= {
        "readings_difference", "tax_rate", "sales_printed", "tariff_band", "co2_factor", "period_length",
        "seller_ubn_digit", "issue_after_period", "unit_of_kind",
    }  # fmt: skip
    assert failing(DIESEL) == set()
    assert set(results(DIESEL)) >= {"price_times_quantity", "tax_rate", "co2_factor", "price_band"}


def test_a_check_without_its_inputs_gives_nothing() -> None:
    assert results(Subject(BillKind.ELECTRICITY, {}, TODAY)) == {}
    assert results(Subject(BillKind.ELECTRICITY, {F.TOTAL_AMOUNT: "2298", F.VENDOR: "山明"}, TODAY)) == {}


@pytest.mark.parametrize(
    ("subject", "values", "named"),
    [
        (POWER, {"usage": "1931"}, {"readings_difference", "tariff_band", "co2_factor"}),
        (POWER, {"current_reading": "12053"}, {"readings_difference"}),
        (POWER, {"total_amount": "52298"}, {"tax_rate", "tariff_band"}),
        (POWER, {"tax": "709"}, {"tax_rate"}),
        (POWER, {"period_end": "2024-12-28"}, {"period_length", "issue_after_period"}),
        (POWER, {"period_end": "2025-10-28"}, {"period_length", "period_end_possible", "issue_after_period"}),
        (POWER, {"period_start": "2024-10-29"}, {"period_length"}),
        (POWER, {"issue_date": "2034-11-04"}, {"issue_date_possible", "issue_after_period"}),
        (POWER, {"printed_kgco2e": "4600"}, {"co2_factor"}),
        (POWER, {"unit": "m3"}, {"unit_of_kind"}),
        (POWER, {"seller_ubn": "24567895"}, {"seller_ubn_digit"}),
        (POWER, {"buyer_ubn": "24567894"}, {"two_firms"}),
        (DIESEL, {"usage": "5414"}, {"price_times_quantity", "tariff_band", "co2_factor"}),
        (DIESEL, {"unit_price": "277"}, {"price_times_quantity", "price_band"}),
        (DIESEL, {"total_amount": "1600"}, {"price_times_quantity", "tax_rate"}),
        (DIESEL, {"fuel": "gasoline"}, {"co2_factor"}),
    ],
)
def test_a_wrong_value_is_spoken_against(subject: Subject, values: dict[str, str], named: set[str]) -> None:
    assert failing(changed(subject, **values)) == named


@given(st.integers(0, 99_999), st.integers(1, 9_999), st.integers(-9, 9))
def test_readings_and_usage_hold_exactly(previous: int, used: int, slip: int) -> None:
    values = {
        F.PREVIOUS_READING: str(previous),
        F.CURRENT_READING: str(previous + used),
        F.USAGE: str(used + slip),
    }
    assume(used + slip > 0)
    found = sums.readings_difference(Subject(BillKind.WATER, values, TODAY))
    assert found is not None
    assert found.ok is (slip == 0)


@pytest.mark.parametrize(
    ("kind", "usage", "printed", "ok"),
    [
        (BillKind.ELECTRICITY, "4000", (40,), True),
        (BillKind.ELECTRICITY, "4000", (), None),
        (BillKind.ELECTRICITY, "4050", (), False),
        (BillKind.NATURAL_GAS, "167", (), None),
        (BillKind.NATURAL_GAS, "100", (), True),
        (BillKind.NATURAL_GAS, "250", (), False),
        (BillKind.WATER, "200", (2,), False),
    ],
)
def test_a_multiplier_or_pressure_explains_more(
    kind: BillKind, usage: str, printed: tuple[int, ...], ok: bool | None
) -> None:
    values = {F.PREVIOUS_READING: "1000", F.CURRENT_READING: "1100", F.USAGE: usage}
    found = sums.readings_difference(Subject(kind, values, TODAY, frozenset(map(Decimal, printed))))
    assert (found and found.ok) is ok


def test_a_meter_that_went_round_is_followed() -> None:
    values = {F.PREVIOUS_READING: "99950", F.CURRENT_READING: "20", F.USAGE: "70"}
    found = sums.readings_difference(Subject(BillKind.WATER, values, TODAY))
    assert found is not None
    assert found.ok


@given(
    st.decimals("1", "200", places=2),
    st.decimals("18", "40", places=1),
    st.sampled_from(["1", "1.05", "0.95"]),
)
def test_litres_times_price_is_the_total(litres: Decimal, price: Decimal, factor: str) -> None:
    total = round(litres * price * Decimal(factor))
    values = {F.USAGE: str(litres), F.UNIT_PRICE: str(price), F.TOTAL_AMOUNT: str(total)}
    found = sums.price_times_quantity(Subject(BillKind.FUEL, values, TODAY))
    assume(abs(litres * price - total) > 3 or factor != "0.95")
    assert (found is not None and found.ok) is (factor != "0.95")


def test_a_discount_leaves_the_litres_proved_only_where_their_amount_is_printed() -> None:
    values = {F.USAGE: "54.14", F.UNIT_PRICE: "27.7", F.TOTAL_AMOUNT: "1446"}
    plain = Subject(BillKind.FUEL, values, TODAY)
    assert failing(plain) >= {"price_times_quantity"}
    assert sums.price_times_quantity(replace(plain, discounted=True)) is None
    found = sums.price_times_quantity(replace(plain, printed=frozenset([Decimal(1500)])))
    assert found is not None
    assert (found.ok, found.fields) == (True, (F.USAGE, F.UNIT_PRICE))


@given(st.text("0123456789", min_size=8, max_size=8))
def test_a_firms_number_is_checked_by_its_rule(number: str) -> None:
    found = forms.seller_ubn_digit(Subject(BillKind.FUEL, {F.SELLER_UBN: number}, TODAY))
    assert found is not None
    assert found.ok is is_ubn(number)


@given(st.text("0123456789", min_size=10, max_size=10))
def test_one_last_digit_of_an_account_holds(front: str) -> None:
    held = [
        found.ok
        for last in "0123456789"
        if (found := forms.account_digit(Subject(BillKind.ELECTRICITY, {F.ACCOUNT_NO: front + last}, TODAY)))
    ]
    assert (len(held), sum(held)) == (10, 1)


def gas_rows(count: int, ratio: Decimal = Decimal("1.674")) -> list[Subject]:
    """Monthly rows of one account, the usage more than the meter's steps by the pressure's correction."""
    rows, reading, day = [], Decimal(900_000), date(2024, 1, 25)
    for row in range(count):
        step = Decimal(7_500 + 137 * (row % 4))
        reading, day = reading + step, day + timedelta(days=30)
        values = {
            F.CURRENT_READING: str(reading),
            F.USAGE: str(round(step * ratio)),
            F.PERIOD_END: day.isoformat(),
        }
        rows.append(Subject(BillKind.NATURAL_GAS, values, TODAY))
    return rows


@given(st.integers(5, 13), st.data())
def test_the_row_that_does_not_follow_its_meter_is_found(count: int, draws: st.DataObject) -> None:
    rows = gas_rows(count)
    whole = Subject(BillKind.NATURAL_GAS, {}, TODAY)
    assert all(finding.check.ok for finding in list_findings(whole, rows))
    wrong = draws.draw(st.integers(1, count - 1))
    usage = rows[wrong].values[F.USAGE]
    rows[wrong] = changed(rows[wrong], usage=usage[0] + str(9 - int(usage[1])) + usage[2:])
    assume(abs(int(rows[wrong].values[F.USAGE]) - int(usage)) > 500)
    failed = {finding.row for finding in list_findings(whole, rows) if not finding.check.ok}
    assert failed == {wrong}


def test_rows_newest_first_are_read_in_time_and_a_gap_is_no_fault() -> None:
    rows = gas_rows(9)
    del rows[3:6]
    whole = Subject(BillKind.NATURAL_GAS, {}, TODAY)
    assert all(finding.check.ok for finding in list_findings(whole, rows[::-1]))
    assert any(finding.check.name == "usage_follows_readings" for finding in list_findings(whole, rows[::-1]))


def test_rows_add_up_to_the_whole() -> None:
    rows = gas_rows(5)
    total = sum(int(row.values[F.USAGE]) for row in rows)
    for usage, ok in ((total, True), (total + 1, False)):
        whole = Subject(BillKind.NATURAL_GAS, {F.USAGE: str(usage)}, TODAY)
        found = [
            finding.check for finding in list_findings(whole, rows) if finding.check.name == "rows_total"
        ]
        assert [check.ok for check in found] == [ok]
