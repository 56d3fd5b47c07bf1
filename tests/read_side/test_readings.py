"""What people are shown of readings: what was read, what a person said, and what still needs one."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain.checkup.commands import RemoveBill
from domain.checkup.reading import ReadingField
from domain.programme import Programme
from domain.streams import checkup_stream
from domain.working_calendar import WorkingCalendar
from store import views
from store.projection import rows_of
from store.replay import Folded, fold
from tests.domain.made_up_cases import ENGINE, MadeUpCase, World, applied
from tests.domain.made_up_readings import (
    attached,
    confirmed,
    document,
    not_readable,
    read,
    said,
    unsure,
)
from tests.made_up import usual
from tests.read_side.test_review_views import recorded

USAGE = ReadingField.USAGE


@pytest.fixture
def case(programme: Programme, calendar: WorkingCalendar) -> MadeUpCase:
    rules = usual(programme)
    spared = replace(rules, reading=replace(rules.reading, audit_share=Decimal(0)))
    return applied(World(spared, calendar)).uploading()


def folded(case: MadeUpCase) -> Folded:
    found = fold(recorded(case, checkup_stream(case.id, case.ubns[0])))
    assert found is not None
    return found


def shown(case: MadeUpCase) -> list[dict[str, Any]]:
    readings: list[dict[str, Any]] = views.checkup_document(folded(case))["readings"]
    return readings


def counts(case: MadeUpCase) -> tuple[int, int, int]:
    [row] = rows_of(folded(case))["checkups"]
    return row["unread"], row["to_confirm"], row["unreadable"]


def value_of(document: dict[str, Any], field: str) -> dict[str, Any]:
    return next(one for one in document["fields"] if one["field"] == field)


def test_a_bill_waits_is_read_and_is_confirmed(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    attached(case, ubn, "waits")
    bill = read(case, ubn, unsure(), document(rows=2))
    waits, done = shown(case)
    assert (waits["status"], done["status"], counts(case)) == ("waiting", "read", (1, 1, 0))
    first, second = done["documents"]
    assert (first["trust"], second["trust"]) == ("needs_person", "machine_confirmed")
    assert first["in_question"] == [{"row": None, "field": "usage"}]
    assert value_of(first, "usage") == {
        "field": "usage",
        "value": "1200",
        "confirmed": False,
        "read": "1200",
        "confidence": 0.7,
        "source": "ocr",
        "page": 1,
        "box": [0.01, 0.02, 0.03, 0.025],
    }
    assert set(value_of(first, "account_no")["value"]) == {"person", "nonce", "ciphertext"}
    assert [one["value"] for row in second["rows"] for one in row] == ["100", "101"]
    case.ask_checkup(ubn, confirmed(bill, said(USAGE, "1280"), said(ReadingField.TAX, "165")))
    first = shown(case)[1]["documents"][0]
    assert (first["trust"], first["in_question"], counts(case)) == ("corrected", [], (1, 0, 0))
    usage = value_of(first, "usage")
    assert (usage["value"], usage["read"], usage["confirmed"]) == ("1280", "1200", True)
    assert value_of(first, "tax")["read"] is None


def test_a_bill_that_cannot_be_read_says_what_to_do(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = attached(case, ubn)
    case.ask_checkup(ubn, not_readable(bill, code="picture_truncated"), ENGINE)
    [told] = shown(case)
    assert (told["status"], told["why"]["code"], counts(case)) == (
        "not_readable",
        "picture_truncated",
        (0, 0, 1),
    )
    assert "重新傳送" in told["why"]["do_zh"]
    assert "upload the original again" in told["why"]["do_en"]
    [task] = views.checkup_document(folded(case))["tasks"]
    assert (task["kind"], task["roles"]) == ("unreadable_bill", ["officer"])
    case.ask_checkup(ubn, RemoveBill(bill.id))
    assert shown(case) == []
    assert counts(case) == (0, 0, 0)
