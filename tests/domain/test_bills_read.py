"""Readings in a checkup: noted once, doubted where they should be, and confirmed or corrected by a person."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.checkup.bill_reading import ReadCheck, ReadDocument
from domain.checkup.bills_read import PendingReading, pending_readings
from domain.checkup.commands import AttachBill, RemoveBill
from domain.checkup.reading import BillKind, ReadingField
from domain.checkup.reading_commands import DecideUnreadableBill, ReadBillAgain
from domain.checkup.reading_events import (
    BillNotReadable,
    Correction,
    ReadingAsked,
    ReadingConfirmed,
    ReadingCorrected,
)
from domain.checkup.reading_state import Trust, in_question, standing_values, trust
from domain.enrolment.commands import Withdraw
from domain.task import ClaimTask, TaskClosed, TaskKind, TaskOpened
from tests.domain.made_up_cases import ENGINE, OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_checkups import approved_in_autumn, tasks_of
from tests.domain.made_up_particulars import letter, sealed
from tests.domain.made_up_readings import (
    VALUES,
    attached,
    confirmed,
    document,
    not_readable,
    noted,
    read,
    reading_of,
    said,
    unreadable_task,
    unsure,
)
from tests.domain.specification import when_checkup

USAGE, ACCOUNT, TAX = ReadingField.USAGE, ReadingField.ACCOUNT_NO, ReadingField.TAX


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Uploading, in a year that looks at no reading that is sure."""
    rules = replace(world.programme.reading, audit_share=Decimal(0))
    world.programme = replace(world.programme, reading=rules)
    return applied(world).uploading()


def test_a_bill_is_wanted_until_its_result_is_there(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = attached(case, ubn)
    assert pending_readings(case.checkup(ubn)) == (PendingReading(bill.id, 1, waits=True),)
    case.ask_checkup(ubn, noted(bill, document()), ENGINE)
    assert pending_readings(case.checkup(ubn)) == ()
    assert trust(reading_of(case, ubn, bill), 0) is Trust.MACHINE


def test_a_result_is_noted_once_and_none_of_a_bill_that_is_gone(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, document())
    when_checkup(case, ubn, noted(bill, unsure()), ENGINE).then_nothing()
    case.ask_checkup(ubn, RemoveBill(bill.id))
    when_checkup(case, ubn, noted(bill, document(), number=2), ENGINE).then_nothing()
    when_checkup(case, ubn, not_readable(bill, 2), ENGINE).then_nothing()


def test_another_file_under_the_same_id_is_read_anew(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, unsure())
    case.ask_checkup(ubn, confirmed(bill, said(USAGE, "1200")))
    case.ask_checkup(ubn, AttachBill(replace(bill, file=letter("better"))))
    assert reading_of(case, ubn, bill).said == {}
    assert pending_readings(case.checkup(ubn)) == (PendingReading(bill.id, 2, waits=True),)


def test_nothing_is_noted_of_a_file_that_the_bill_was_and_the_bill_is_still_wanted(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    first = attached(case, ubn)
    now = replace(first, file=letter("better"))
    case.ask_checkup(ubn, AttachBill(now))
    when_checkup(case, ubn, noted(first, document()), ENGINE).then_nothing()
    when_checkup(case, ubn, not_readable(first), ENGINE).then_nothing()
    assert pending_readings(case.checkup(ubn)) == (PendingReading(first.id, 1, waits=True),)
    case.ask_checkup(ubn, noted(now, document()), ENGINE)
    assert pending_readings(case.checkup(ubn)) == ()


def test_a_person_says_what_is_in_question_and_nothing_else(case: MadeUpCase) -> None:
    ubn, by = case.ubns[0], case.trainee.person
    assert by is not None
    bill = read(case, ubn, unsure())
    assert trust(reading_of(case, ubn, bill), 0) is Trust.NEEDS_PERSON
    when_checkup(case, ubn, confirmed(bill)).then_refused("fields_unanswered")
    seen = said(USAGE, "1200")
    when_checkup(case, ubn, confirmed(bill, seen)).then(ReadingConfirmed(bill.id, 1, 0, (seen,), by))
    when_checkup(case, ubn, confirmed(bill, seen)).then_nothing()
    assert trust(reading_of(case, ubn, bill), 0) is Trust.CONFIRMED
    assert in_question(reading_of(case, ubn, bill), 0) == set()


def test_another_value_is_a_correction_with_both(case: MadeUpCase) -> None:
    ubn, by = case.ubns[0], case.trainee.person
    assert by is not None
    bill = read(case, ubn, unsure())
    asked = confirmed(bill, said(USAGE, "1280"), said(ReadingField.UNIT, "kWh"))
    when_checkup(case, ubn, asked).then(
        ReadingCorrected(bill.id, 1, 0, (Correction(USAGE, "1200", "1280"),), by),
        ReadingConfirmed(bill.id, 1, 0, (said(ReadingField.UNIT, "kWh"),), by),
    )
    assert trust(reading_of(case, ubn, bill), 0) is Trust.CORRECTED
    stands = standing_values(reading_of(case, ubn, bill), 0)
    assert stands[None, USAGE].value == "1280"
    when_checkup(case, ubn, asked).then_nothing()


def test_sealed_values_are_compared_by_their_marks(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, unsure(ACCOUNT))
    same = said(ACCOUNT, "01234567890")
    [confirming] = case.ask_checkup(ubn, confirmed(bill, replace(same, value=sealed(case.id, "other"))))
    assert isinstance(confirming.event, ReadingConfirmed)
    [corrected] = case.ask_checkup(ubn, confirmed(bill, said(ACCOUNT, "01234567891")))
    assert isinstance(corrected.event, ReadingCorrected)
    [correction] = corrected.event.corrections
    assert correction.mark == "mark of 01234567891"


def test_what_is_missing_can_be_given_or_said_not_to_be_there(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    lacking = document(missing=(TAX,), reasons=("missing:tax",))
    bill = read(case, ubn, lacking)
    [given_up] = case.ask_checkup(ubn, confirmed(bill, said(TAX, None)))
    assert isinstance(given_up.event, ReadingConfirmed)
    [given] = case.ask_checkup(ubn, confirmed(bill, said(TAX, "165")))
    assert given.event.corrections == (Correction(TAX, None, "165"),)


def test_the_rest_is_confirmed_in_one_word(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, document(rows=3, confidence=5_000))
    when_checkup(case, ubn, confirmed(bill, said(USAGE, "101", row=1))).then_refused("fields_unanswered")
    corrected, seen = case.ask_checkup(ubn, confirmed(bill, said(USAGE, "999", row=1), rest=True))
    assert corrected.event.corrections == (Correction(USAGE, "101", "999", row=1),)
    assert len(seen.event.values) == len(document().fields) + 2


def test_people_are_told_rows_and_documents_from_one(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, document(rows=11, confidence=8_000))
    asked = {
        "row 12: it has 11": confirmed(bill, said(USAGE, "1", row=11)),
        "document 2: it has 1": confirmed(bill, document=1),
        "usage (第 1 列 / row 1) is given twice": confirmed(bill, *[said(USAGE, "1", row=0)] * 2),
        "usage (第 3 列 / row 3), usage (第 11 列 / row 11).": confirmed(
            bill,
            *[said(name, "1") for name in VALUES],
            *[said(USAGE, "1", row) for row in (0, 1, *range(3, 10))],
        ),
    }
    for told, command in asked.items():
        refused = when_checkup(case, ubn, command).refused
        assert refused is not None
        assert told in refused.message_en
    assert "第 3 列" in refused.message_zh


def test_a_wrong_kind_is_corrected(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, document(kind=BillKind.UNKNOWN, reasons=("kind_unknown",)))
    [corrected] = case.ask_checkup(ubn, confirmed(bill, kind=BillKind.ELECTRICITY))
    assert (corrected.event.kind, corrected.event.read_kind) == ("electricity", "unknown")
    assert reading_of(case, ubn, bill).said[0].kind is BillKind.ELECTRICITY


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": 2}, "reading_superseded"),
        ({"document": 1}, "document_unknown"),
        ({"document": -1}, "document_unknown"),
    ],
)
def test_what_was_not_read_cannot_be_confirmed(case: MadeUpCase, changes: dict[str, int], code: str) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, unsure())
    when_checkup(case, ubn, confirmed(bill, said(USAGE, "1"), **changes)).then_refused(code)
    when_checkup(case, ubn, confirmed(bill, said(USAGE, "1", row=0))).then_refused("row_unknown")
    twice = (said(USAGE, "1"), said(USAGE, "2"))
    when_checkup(case, ubn, confirmed(bill, *twice)).then_refused("field_named_twice")
    unread = attached(case, ubn, "unread")
    when_checkup(case, ubn, confirmed(unread)).then_refused("bill_not_read")


def test_a_second_reading_keeps_what_a_person_said(case: MadeUpCase) -> None:
    ubn, by = case.ubns[0], OFFICER.person
    assert by is not None
    bill = read(case, ubn, unsure())
    case.ask_checkup(ubn, confirmed(bill, said(USAGE, "1280")))
    when_checkup(case, ubn, ReadBillAgain(bill.id), OFFICER).then(ReadingAsked(bill.id, by))
    when_checkup(case, ubn, ReadBillAgain(bill.id), OFFICER).then_nothing()
    assert pending_readings(case.checkup(ubn)) == (PendingReading(bill.id, 2, waits=True),)
    case.ask_checkup(ubn, noted(bill, document(), number=2), ENGINE)
    assert standing_values(reading_of(case, ubn, bill), 0)[None, USAGE].value == "1280"
    assert trust(reading_of(case, ubn, bill), 0) is Trust.CORRECTED
    when_checkup(case, ubn, confirmed(bill, said(USAGE, "1280"))).then_refused("reading_superseded")
    [again] = case.ask_checkup(ubn, confirmed(bill, said(USAGE, "1200"), number=2))
    assert again.event.corrections == (Correction(USAGE, "1280", "1200"),)


@pytest.mark.parametrize(
    "second",
    [
        unsure(),
        document(reasons=("handwriting",)),
        document(checks=(ReadCheck("sum", ok=False, detail="", fields=(USAGE,)),)),
    ],
    ids=["a field", "a reason", "a check"],
)
def test_what_a_second_reading_doubts_is_asked_for_beside_what_a_person_said(
    case: MadeUpCase, second: ReadDocument
) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, document(missing=(TAX,), reasons=("missing:tax",)))
    case.ask_checkup(ubn, confirmed(bill, said(TAX, None)))
    assert trust(reading_of(case, ubn, bill), 0) is Trust.CONFIRMED
    case.ask_checkup(ubn, ReadBillAgain(bill.id), OFFICER)
    case.ask_checkup(ubn, noted(bill, second, number=2), ENGINE)
    assert trust(reading_of(case, ubn, bill), 0) is Trust.NEEDS_PERSON
    case.ask_checkup(ubn, confirmed(bill, number=2, rest=True))
    assert trust(reading_of(case, ubn, bill), 0) is Trust.CONFIRMED
    case.ask_checkup(ubn, ReadBillAgain(bill.id), OFFICER)
    case.ask_checkup(ubn, noted(bill, second, number=3), ENGINE)
    assert trust(reading_of(case, ubn, bill), 0) is Trust.CONFIRMED


def test_what_was_said_of_another_document_does_not_stand(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, unsure())
    case.ask_checkup(ubn, confirmed(bill, said(USAGE, "1280")))
    case.ask_checkup(ubn, ReadBillAgain(bill.id), OFFICER)
    case.ask_checkup(ubn, noted(bill, unsure(), document(), number=2), ENGINE)
    assert trust(reading_of(case, ubn, bill), 0) is Trust.NEEDS_PERSON


def test_readings_in_bulk_wait_behind_people(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = read(case, ubn, document())
    case.ask_checkup(ubn, ReadBillAgain(bill.id, bulk=True), OFFICER)
    assert pending_readings(case.checkup(ubn)) == (PendingReading(bill.id, 2, waits=False),)
    when_checkup(case, ubn, ReadBillAgain(bill.id, bulk=True), OFFICER).then_nothing()
    case.ask_checkup(ubn, ReadBillAgain(bill.id), OFFICER)
    assert pending_readings(case.checkup(ubn)) == (PendingReading(bill.id, 2, waits=True),)


def test_a_bill_that_cannot_be_read_asks_an_officer_once(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    bill = attached(case, ubn)
    asked = when_checkup(case, ubn, not_readable(bill), ENGINE)
    task = unreadable_task(case, ubn)
    asked.then(
        BillNotReadable(bill.id, 1, bill.file.address, "picture_truncated", {}, task),
        TaskOpened(task, TaskKind.UNREADABLE_BILL, None, None, ubn),
    )
    assert pending_readings(case.checkup(ubn)) == ()
    case.ask_checkup(ubn, ClaimTask(task), OFFICER)
    why = sealed(OFFICER.account, "the reader was being mended")
    when_checkup(case, ubn, DecideUnreadableBill(task, True, why), OFFICER).then(
        ReadingAsked(bill.id, OFFICER.person or OFFICER.account), TaskClosed(task, done=True)
    )
    assert len(pending_readings(case.checkup(ubn))) == 1


@pytest.mark.parametrize("how", ["removed", "replaced", "read again"])
def test_the_task_is_over_with_what_it_is_about(case: MadeUpCase, how: str) -> None:
    ubn = case.ubns[0]
    bill = attached(case, ubn)
    case.ask_checkup(ubn, not_readable(bill), ENGINE)
    match how:
        case "removed":
            case.ask_checkup(ubn, RemoveBill(bill.id))
        case "replaced":
            case.ask_checkup(ubn, AttachBill(replace(bill, file=letter("better"))))
        case _:
            case.ask_checkup(ubn, ReadBillAgain(bill.id), OFFICER)
    assert not tasks_of(case, ubn)


def test_neither_a_doubt_nor_an_unread_bill_keeps_a_checkup_from_being_submitted(case: MadeUpCase) -> None:
    ubn = case.ubns[0]
    read(case, ubn, unsure())
    attached(case, ubn, "unread")
    case.ask_checkup(ubn, not_readable(attached(case, ubn, "broken")), ENGINE)
    case.submitted(ubn)
    assert case.firm(ubn).progress == "submitted"
    assert [one.number for one in pending_readings(case.checkup(ubn))] == [1]


def test_the_task_goes_with_the_checkups_end(case: MadeUpCase) -> None:
    first, second = case.ubns[:2]
    for ubn in (first, second):
        case.ask_checkup(ubn, not_readable(attached(case, ubn, ubn)), ENGINE)
    case.submitted(first)
    case.reviewed(first)
    assert not tasks_of(case, first)
    case.ask(Withdraw(None))
    assert not tasks_of(case, second)
    assert pending_readings(case.checkup(second)) == ()


def test_bills_of_an_addendum_are_read_and_those_of_the_approved_checkup_only_when_asked(
    world: World,
) -> None:
    case = applied(world).uploading()
    early = attached(case, case.ubns[0], "early")
    ubn = approved_in_autumn(case)
    assert pending_readings(case.checkup(ubn)) == ()
    late = attached(case, ubn, "late")
    assert [one.bill for one in pending_readings(case.checkup(ubn))] == [late.id]
    case.ask_checkup(ubn, noted(late, document()), ENGINE)
    case.ask_checkup(ubn, ReadBillAgain(early.id), OFFICER)
    assert [one.bill for one in pending_readings(case.checkup(ubn))] == [early.id]
    case.ask_checkup(ubn, RemoveBill(late.id))
    assert reading_of(case, ubn, late).last is None
