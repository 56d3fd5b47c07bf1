"""R41: which readings of a bill need a person, and which are looked at by the draw (`reading`)."""

from decimal import Decimal
from uuid import UUID

import pytest

from domain.checkup.audit_draw import drawn_for_audit
from domain.checkup.commands import AttachBill, Bill
from domain.checkup.reading import ReadingField
from domain.checkup.reading_commands import ReadBillAgain
from domain.checkup.reading_events import BillRead
from domain.checkup.reading_state import Trust, in_question, trust
from domain.files import FileRef
from domain.programme import Programme
from domain.sealed import Sealed
from domain.streams import derived
from tests.domain.made_up_cases import ENGINE, OFFICER, World, applied
from tests.domain.made_up_checkups import bill
from tests.domain.made_up_readings import VALUES, confirmed, document, noted, read, reading_of, said, unsure


def made(number: int) -> Bill:
    file = FileRef("address", f"mark {number}", 1, "image/png")
    return Bill(derived("bill", number), file, Sealed(UUID(int=1), "", ""))


@pytest.mark.parametrize(
    ("confidence", "asked"), [(9_000, False), (8_999, True), (8_950, True), (9_050, False)]
)
def test_r41_a_field_below_the_threshold_needs_a_person(world: World, confidence: int, asked: bool) -> None:
    case = applied(world).uploading()
    ubn = case.ubns[0]
    low = document(fields=unsure(confidence=confidence).fields)
    bills = [read(case, ubn, low, name=f"{confidence} {number}") for number in range(5)]
    for each in bills:
        known = reading_of(case, ubn, each)
        assert isinstance(known.last, BillRead)
        if 0 not in known.last.drawn:
            assert ((None, ReadingField.USAGE) in in_question(known, 0)) is asked


def test_r41_one_in_twenty_is_looked_at_all_the_same(programme: Programme) -> None:
    rules = programme.reading
    assert rules.audit_share == Decimal("0.05")
    drawn = [n for n in range(200) if drawn_for_audit(rules.audit_seed, made(n), 0, rules.audit_share)]
    # Drawn once and for all: what an auditor draws in ten years is this.
    assert drawn == [61, 77, 84, 157]


def test_r41_what_is_drawn_is_asked_for_whole_and_can_be_drawn_again(world: World) -> None:
    case = applied(world).uploading()
    ubn, rules = case.ubns[0], world.programme.reading
    names = range(200)
    drawn = [
        name for name in names if drawn_for_audit(rules.audit_seed, bill(case, name), 0, Decimal("0.05"))
    ]
    assert drawn
    for name in (drawn[0], next(name for name in names if name not in drawn)):
        of = read(case, ubn, document(), name=name)
        known = reading_of(case, ubn, of)
        assert isinstance(known.last, BillRead)
        assert known.last.judged.audit_seed == rules.audit_seed
        is_drawn = name in drawn
        assert known.last.drawn == ((0,) if is_drawn else ())
        assert trust(known, 0) is (Trust.NEEDS_PERSON if is_drawn else Trust.MACHINE)
        assert len(in_question(known, 0)) == (len(VALUES) if is_drawn else 0)


def test_r41_a_second_reading_that_is_drawn_is_looked_at_although_something_was_said(world: World) -> None:
    case = applied(world).uploading()
    ubn, rules = case.ubns[0], world.programme.reading
    share = Decimal("0.05")
    name = next(n for n in range(200) if drawn_for_audit(rules.audit_seed, bill(case, n), 0, share))
    of = read(case, ubn, unsure(), name=name)
    case.ask_checkup(ubn, confirmed(of, said(ReadingField.USAGE, "1200")))
    assert trust(reading_of(case, ubn, of), 0) is Trust.CONFIRMED
    case.ask_checkup(ubn, ReadBillAgain(of.id), OFFICER)
    case.ask_checkup(ubn, noted(of, document(), number=2), ENGINE)
    known = reading_of(case, ubn, of)
    assert len(in_question(known, 0)) == len(VALUES) - 1
    assert trust(known, 0) is Trust.NEEDS_PERSON


def test_r41_what_needs_a_person_anyway_is_not_drawn_beside(world: World) -> None:
    case = applied(world).uploading()
    ubn = case.ubns[0]
    of = bill(case, "many")
    case.ask_checkup(ubn, AttachBill(of))
    case.ask_checkup(ubn, noted(of, *[unsure()] * 100), ENGINE)
    known = reading_of(case, ubn, of)
    assert isinstance(known.last, BillRead)
    assert known.last.drawn == ()
