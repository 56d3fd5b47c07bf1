"""Where a document that was read needs a person: what is not sure, fails a check, or is missing."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.bill_reading import ReadCheck, ReadDocument, ReadFile, ReadRow
from domain.checkup.reading import ReadingField
from domain.checkup.reading_events import BillRead, Judged
from domain.checkup.reading_state import is_sure, questioned
from store import codec
from tests.domain.made_up_readings import document, read_field, unsure

USAGE, ACCOUNT, TAX = ReadingField.USAGE, ReadingField.ACCOUNT_NO, ReadingField.TAX
JUDGED = Judged(Decimal(0), Decimal(0), "seed")


@pytest.mark.parametrize(
    ("found", "places"),
    [
        (document(), set()),
        (document(confidence=9_000), set()),
        (unsure(confidence=8_999), {(None, USAGE)}),
        (unsure(confidence=9_999), {(None, USAGE)}),
        (document(missing=(TAX,), reasons=("missing:tax",)), {(None, TAX)}),
        (document(checks=(ReadCheck("sum", ok=False, detail="", fields=(USAGE,)),)), {(None, USAGE)}),
        (document(checks=(ReadCheck("sum", ok=True, detail="", fields=(USAGE,)),)), set()),
        (document(reasons=("kind_unsure",)), set()),
        (document(reasons=("field_unsure:tax",)), set()),
        (document(rows=2, missing=(TAX,)), {(None, TAX)}),
        (
            replace(
                document(missing=(TAX,)),
                rows=(ReadRow((read_field(TAX, "5"),)), ReadRow((read_field(USAGE, "7"),))),
            ),
            {(1, TAX)},
        ),
        (document(rows=2, reasons=("field_unsure:usage",)), {(None, USAGE), (0, USAGE), (1, USAGE)}),
    ],
)
def test_what_is_not_sure_is_in_question(
    found: ReadDocument, places: set[tuple[int | None, ReadingField]]
) -> None:
    assert questioned(found, JUDGED) == places


CONFIDENCES = st.lists(st.integers(0, 10_000), min_size=1, max_size=6)


@given(CONFIDENCES, st.sets(st.sampled_from(ReadingField), max_size=3))
def test_the_machine_is_believed_only_where_nothing_speaks_against_it(
    confidences: list[int], failed: set[ReadingField]
) -> None:
    """Every field under the threshold, or of a failed check, is in question, and no other."""
    names = list(ReadingField)
    fields = tuple(read_field(names[at], "1", confidence) for at, confidence in enumerate(confidences))
    checks = (ReadCheck("any", ok=False, detail="", fields=tuple(failed)),) if failed else ()
    read_document = document(fields=fields, checks=checks)
    asked = questioned(read_document, JUDGED)
    assert asked == {(None, one.field) for one in fields if one.confidence < 9_000 or one.field in failed}


@given(st.integers(0, 10_000), st.one_of(st.none(), st.integers(0, 10_001)), st.integers(0, 10_000))
def test_a_field_is_held_against_the_higher_bar_and_without_one_against_none(
    confidence: int, least: int | None, demanded: int
) -> None:
    one = replace(read_field(USAGE, "1", confidence), least=least)
    judged = replace(JUDGED, least_confidence=Decimal(demanded) / 10_000)
    taken = not questioned(document(fields=(one,)), judged)
    bars = [bar for bar in (least, demanded or None) if bar is not None]
    assert taken is (bool(bars) and confidence >= max(bars))


def test_a_row_that_is_unsure_is_asked_for_alone() -> None:
    rows = tuple(ReadRow((read_field(USAGE, "7", sure),)) for sure in (9_950, 8_000))
    read_document = document(fields=(), reasons=("field_unsure:usage",))
    assert questioned(replace(read_document, rows=rows), JUDGED) == {(1, USAGE)}


def test_a_check_of_one_row_asks_for_that_row_and_for_what_it_takes_from_the_whole() -> None:
    unit = ReadingField.UNIT
    failed = ReadCheck("co2_factor", ok=False, detail="row 2: 9", fields=(USAGE, unit), row=1)
    fields = (read_field(USAGE, "303"), read_field(unit, "kWh"))
    found = document(rows=3, fields=fields, checks=(failed,), reasons=("check_failed:co2_factor",))
    assert questioned(found, JUDGED) == {(1, USAGE), (None, unit)}


def test_a_warning_alone_asks_for_nothing() -> None:
    failed = ReadCheck("account_digit", ok=False, detail="", fields=(ACCOUNT,), warning=True)
    assert is_sure(document(checks=(failed,)), JUDGED)
    assert not is_sure(document(checks=(replace(failed, warning=False),)), JUDGED)


def test_a_check_from_before_it_named_its_row_asks_for_all_as_it_did() -> None:
    failed = ReadCheck("tariff_band", ok=False, detail="row 1: 9", fields=(USAGE,))
    read_then = ReadFile((document(rows=2, checks=(failed,)),), 1, "network 1", "recogniser 1")
    told = codec.plain(BillRead(UUID(int=1), 1, "f", read_then, JUDGED))
    [check] = told["reading"]["documents"][0]["checks"]
    del check["row"], check["warning"]
    known = codec.from_bytes("checkup.bill_read.v1", orjson.dumps(told))
    assert questioned(known.reading.documents[0], JUDGED) == {(None, USAGE), (0, USAGE), (1, USAGE)}


def test_a_reading_from_before_readers_had_bars_is_judged_as_it_was() -> None:
    """Events of then name no bar of the reader's, and the programme's for all."""
    read_then = ReadFile((document(),), 1, "network 1", "recogniser 1")
    event = BillRead(UUID(int=1), 1, "f", read_then, replace(JUDGED, least_confidence=Decimal("0.99")))
    told = codec.plain(event)
    for field in told["reading"]["documents"][0]["fields"]:
        del field["least"]
    known = codec.from_bytes("checkup.bill_read.v1", orjson.dumps(told))
    assert isinstance(known, BillRead)
    assert is_sure(known.reading.documents[0], known.judged)
    assert not is_sure(known.reading.documents[0], replace(known.judged, least_confidence=Decimal("0.996")))
