"""Sector and sub-industry of a six-digit tax code (R10)."""

from enum import StrEnum

from domain.programme import Programme


class Sector(StrEnum):
    """The two sectors of fees and quotas; a firm of farming, energy, building and the like is in neither."""

    MANUFACTURING = "manufacturing"
    SERVICES = "services"
    NEITHER = "neither"


def sector_of(code: str, programme: Programme) -> Sector:
    """The sector of the code's first two digits, its division."""
    for sector in programme.industries.sectors:
        if sector.first <= code[:2] <= sector.last:
            return Sector(sector.name)
    return Sector.NEITHER


def sub_industry_of(code: str, programme: Programme) -> str | None:
    """The sub-industry, e.g. `25` or `45-46`, whose printed range holds the code; None where none does."""
    for sub_industry in programme.industries.sub_industries:
        if any(first <= code <= last for first, last in sub_industry.ranges):
            return sub_industry.code
    return None
