"""Pads, sheets of bottles, scales, mails and upright receipts say what is bought and nothing else."""

import re
from decimal import Decimal
from random import Random

from domain.checkup.reading import BillKind, ReadingField
from models.generator.pages import PrintedLine, SampledPage
from models.generator.sampling import sample_page
from models.labels import Label

F = ReadingField


def _texts(page: SampledPage, label: Label) -> list[str]:
    return [
        line.text[one.start : one.end] for line in page.lines for one in line.stretches if one.label is label
    ]


def _width(line: PrintedLine) -> float:
    return abs(line.quad[1][0] - line.quad[0][0])


def _height(line: PrintedLine) -> float:
    return abs(line.quad[3][1] - line.quad[0][1])


def test_of_the_printed_fuels_only_the_ticked_one_is_bought() -> None:
    several = 0
    for seed in range(120):
        page = sample_page(Random(seed), ["ticked_pad"])
        if page.kind is not BillKind.FUEL:
            continue
        told = "".join(line.text for line in page.lines)
        assert len(set(_texts(page, Label.FUEL))) <= 1
        several += len(re.findall("汽油|無鉛|柴油|煤油|重油", told)) > 2
    assert several > 30


def test_counts_in_cells_of_their_own_belong_to_their_sizes() -> None:
    checked = 0
    for seed in range(150):
        page = sample_page(Random(seed), ["bottle_sheet"])
        parts = _texts(page, Label.USAGE_PART)
        sizes = [int(found[0]) for one in parts if (found := re.match(r"\d+(?=\s*(kg|公斤))", one, re.I))]
        counts = [int(one) for one in parts if one.isdigit()]
        if len(sizes) != 1 or not counts:
            continue
        checked += 1
        assert page.values[F.USAGE] == str(sizes[0] * counts[0])
    assert checked > 30


def test_goods_on_scales_are_billed_by_their_net_weight() -> None:
    """A heavier and a lighter weight stand beside it; the goods are gas only where the kind says so."""
    heavier = 0
    for seed in range(120):
        page = sample_page(Random(seed), ["scales_slip"])
        assert page.kind in (BillKind.INVOICE, BillKind.LPG)
        assert page.values.get(F.UNIT, "kg") == "kg"
        told = "\n".join(line.text for line in page.lines).replace(",", "")
        numbers = [Decimal(one) for one in re.findall(r"\d+(?:\.\d+)?", told)]
        if F.USAGE in page.values:
            heavier += any(one > Decimal(page.values[F.USAGE]) for one in numbers)
    assert heavier > 90


def test_numbers_on_upright_receipts_stand_across() -> None:
    """What is read of them is never cut into single characters; words are, or make one high line."""
    single = high = 0
    for seed in range(60):
        page = sample_page(Random(seed), ["upright_receipt"])
        single += sum(len(line.text) == 1 for line in page.lines) > 8
        high += any(len(line.text) > 2 and _height(line) > 2 * _width(line) for line in page.lines)
        assert all(len(one) == 8 for one in map(_plain, _texts(page, Label.BUYER_UBN)))
    assert single > 15
    assert high > 15
    assert single + high > 45


def _plain(text: str) -> str:
    return "".join(text.split())


def test_mails_tell_whose_they_are() -> None:
    told = [sample_page(Random(seed), ["delivery_mail"]) for seed in range(60)]
    assert sum(F.VENDOR in page.values for page in told) > 45
    assert any("@" in line.text for page in told for line in page.lines)
