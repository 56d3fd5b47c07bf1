"""Letters that ask for payment, bills of services, orders on screens and tickets of markets."""

import re
from random import Random

from domain.checkup.reading import BillKind, ReadingField
from models.generator.pages import SampledPage
from models.generator.sampling import sample_page
from models.judgement import days
from models.labels import Label

F = ReadingField


def _texts(page: SampledPage, label: Label) -> list[str]:
    return [
        line.text[one.start : one.end] for line in page.lines for one in line.stretches if one.label is label
    ]


def test_letters_that_ask_for_payment_are_invoices_and_offers_are_not() -> None:
    asked = [sample_page(Random(seed), ["request_letter"]) for seed in range(60)]
    assert all(page.kind is BillKind.INVOICE and F.TOTAL_AMOUNT in page.values for page in asked)
    offered = [sample_page(Random(seed), ["offer_letter"]) for seed in range(30)]
    assert not any(page.kind is not BillKind.UNKNOWN or page.values or page.rows for page in offered)


def test_days_of_letters_stand_in_numerals_as_well() -> None:
    told = [
        (page.values[F.ISSUE_DATE], text)
        for seed in range(120)
        for page in [sample_page(Random(seed), ["request_letter"])]
        for text in _texts(page, Label.ISSUE_DATE)
    ]
    in_numerals = [(day, text) for day, text in told if not any(sign.isdecimal() for sign in text)]
    assert len(in_numerals) > 20
    for day, text in in_numerals:
        read = days.day(text)
        assert read is not None
        assert read.value == day


def test_what_markets_bill_is_neither_the_gross_weight_nor_the_basket() -> None:
    told = 0
    for seed in range(60):
        page = sample_page(Random(seed), ["market_ticket"])
        weighed = [line for line in page.lines if line.text.startswith(("毛", "總重", "G "))]
        told += bool(weighed)
        assert not any(one.label is Label.UNIT_PRICE for line in weighed for one in line.stretches)
    assert told > 20


def test_old_prices_of_orders_are_no_fields() -> None:
    """Each good has one price, though two are printed."""
    lowered = 0
    for seed in range(60):
        page = sample_page(Random(seed), ["shop_order"])
        told = [line for line in page.lines if re.match("原價|定價", line.text)]
        lowered += bool(told)
        assert not any(
            line.text[one.start - 2 : one.start] in ("原價", "定價")
            for line in told
            for one in line.stretches
        )
        assert len(_texts(page, Label.UNIT_PRICE)) <= max(len(page.rows), 1)
    assert lowered > 3


def test_bills_of_services_tell_the_account_and_the_time_they_are_for() -> None:
    pages = [sample_page(Random(seed), ["service_bill", "service_slip"]) for seed in range(80)]
    assert sum(F.ACCOUNT_NO in page.values for page in pages) > 30
    assert sum(F.PERIOD_END in page.values for page in pages) > 20
    assert all(page.kind is BillKind.INVOICE for page in pages)


def test_firms_of_japan_are_vendors_and_their_customers_are_not() -> None:
    for seed in range(60):
        page = sample_page(Random(seed), ["japanese_invoice"])
        assert "御中" not in page.values.get(F.VENDOR, "")
        assert F.TOTAL_AMOUNT in page.values
