"""Sector and sub-industry for any programme."""

from hypothesis import given
from hypothesis import strategies as st

from domain.industry import Sector, sector_of, sub_industry_of
from domain.programme import Programme

codes = st.integers(0, 999_999).map("{:06d}".format)


@given(code=codes)
def test_a_sub_industry_lies_in_its_sector(programme: Programme, code: str) -> None:
    sub_industry = sub_industry_of(code, programme)
    for one in programme.industries.sub_industries:
        inside = any(int(first) <= int(code) <= int(last) for first, last in one.ranges)
        assert inside == (sub_industry == one.code)
        if inside:
            assert sector_of(code, programme) == Sector(one.sector)


@given(division=st.integers(0, 99), rest=st.integers(0, 9_999))
def test_the_division_alone_decides_the_sector(programme: Programme, division: int, rest: int) -> None:
    expected = Sector.NEITHER
    for sector in programme.industries.sectors:
        if int(sector.first) <= division <= int(sector.last):
            expected = Sector(sector.name)
    assert sector_of(f"{division:02d}{rest:04d}", programme) is expected
