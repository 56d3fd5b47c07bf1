"""Letters that ask for payment, bills of services, orders on screens and tickets of markets."""

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
