"""The draw of readings that are looked at anyway: repeatable, and of the share that was said."""

from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.audit_draw import drawn_for_audit
from domain.checkup.commands import Bill
from domain.files import FileRef
from domain.sealed import Sealed
from domain.streams import derived

SHARES = st.decimals(0, 1, places=4)
PEOPLE = derived("person", 1)


def made(bill: UUID, mark: str) -> Bill:
    return Bill(bill, FileRef("address", mark, 1, "image/png"), Sealed(PEOPLE, "", ""))


BILLS = st.builds(made, st.uuids(), st.text(min_size=1, max_size=64))


@given(st.text(min_size=1), BILLS, st.integers(0, 200), SHARES, SHARES)
def test_whoever_is_drawn_is_drawn_again_and_by_every_larger_share(
    seed: str, bill: Bill, document: int, one: Decimal, other: Decimal
) -> None:
    drawn = drawn_for_audit(seed, bill, document, min(one, other))
    assert drawn == drawn_for_audit(seed, bill, document, min(one, other))
    assert drawn_for_audit(seed, bill, document, max(one, other)) or not drawn


@given(st.text(min_size=1), BILLS, st.integers(0, 200))
def test_none_and_all_are_what_they_say(seed: str, bill: Bill, document: int) -> None:
    assert not drawn_for_audit(seed, bill, document, Decimal(0))
    assert drawn_for_audit(seed, bill, document, Decimal(1))


@given(st.integers(0, 10_000), st.sampled_from([Decimal("0.01"), Decimal("0.05"), Decimal("0.5")]))
def test_the_share_is_right(world: int, share: Decimal) -> None:
    """Of 4,000 documents, within five standard deviations: a fair draw fails once in a million runs."""
    documents = 4_000
    drawn = sum(
        drawn_for_audit("seed", made(derived("bill", world, number), f"mark {number}"), number % 3, share)
        for number in range(documents)
    )
    deviation = (documents * float(share) * (1 - float(share))) ** 0.5
    assert abs(drawn - documents * float(share)) < 5 * deviation


@given(st.uuids())
def test_one_bill_by_other_files_is_another_draw(bill: UUID) -> None:
    """Whoever chooses a bill's id has not chosen whether it is drawn."""
    draws = {drawn_for_audit("seed", made(bill, f"mark {number}"), 0, Decimal("0.5")) for number in range(99)}
    assert draws == {True, False}
