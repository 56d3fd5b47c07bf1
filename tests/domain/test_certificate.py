"""A certificate's own stream, and numbers as people type them (R32, R35)."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.certificate import (
    CertificateIssued,
    CertificateRevoked,
    CertificateStatus,
    certificate_number,
    certificate_status,
    normal_number,
)

CASE = UUID(int=1)
NUMBER = certificate_number("114", CASE)
ISSUED, REVOKED = CertificateIssued(NUMBER, CASE), CertificateRevoked(NUMBER, CASE)


def test_a_number_is_valid_from_its_issue_to_its_revocation() -> None:
    assert certificate_status([]) is CertificateStatus.UNKNOWN
    assert certificate_status([ISSUED]) is CertificateStatus.VALID
    assert certificate_status([ISSUED, REVOKED]) is CertificateStatus.REVOKED


@given(st.uuids(), st.sampled_from(["114", "115", "999"]))
def test_a_printed_number_is_its_own_normal_form(case: UUID, year: str) -> None:
    number = certificate_number(year, case)
    assert normal_number(number) == number


@given(st.uuids(), st.data())
def test_however_it_is_typed_it_is_the_same_number(case: UUID, data: st.DataObject) -> None:
    number = certificate_number("114", case)
    letters = number.replace("-", "")
    between = st.sampled_from(["", " ", "-", "－", "　", "–", " - "])
    typed = "".join(data.draw(between) + data.draw(st.sampled_from(_writings(each))) for each in letters)
    assert normal_number(typed) == number


def _writings(letter: str) -> list[str]:
    full_width = chr(ord(letter) + 0xFEE0)
    looks_like = {"O": ["0"], "I": ["1"]}.get(letter, [])
    return [letter, letter.lower(), full_width, *looks_like]


@pytest.mark.parametrize(
    "typed",
    ["", "114", "114-ABCD-EFGH-IJK", "114-ABCD-EFGH-IJKLM", "014-ABCD-EFGH-IJKL", "114-ABC8-EFGH-IJK9"],
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert normal_number(typed) is None


@given(st.text())
def test_no_text_at_all_is_a_fault(typed: str) -> None:
    normal = normal_number(typed)
    assert normal is None or normal_number(normal) == normal
