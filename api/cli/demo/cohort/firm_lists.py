"""Made-up lists of firms: mixes of either set, of both, and those that lack one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from api.cli.demo.cohort.people import COUNTIES, People
from api.cli.demo.scenario import FirmPart
from domain.industry import Sector, sector_of
from domain.programme import Programme

OTHER_MANUFACTURING = ("201000", "310000", "340900", "093100", "250000")
OTHER_SERVICES = ("620100", "691000", "702000", "731000", "960100", "493000", "471111")
NEITHER = ("012000", "064000", "352000", "390000", "410000", "432000")


@dataclass(frozen=True, slots=True)
class FirmMaker:
    """Makes firms by the programme's industries and thresholds."""

    chance: Random
    people: People
    programme: Programme

    def firm(self, industry: str, *, indicator: bool = False) -> FirmPart:
        """A firm below both thresholds, or at least at one of them."""
        least = self.programme.indicator
        revenue = self.chance.choice((least.revenue - 1, self.chance.randrange(300_000, least.revenue)))
        capital = self.chance.choice((least.capital - 1, self.chance.randrange(100_000, least.capital)))
        if indicator:
            more = (least.revenue, least.revenue * 3, revenue)
            revenue = self.chance.choice(more)
            capital = least.capital if revenue < least.revenue else capital
        county = self.chance.choice(COUNTIES)
        return FirmPart(
            ubn=self.people.ubn(), industry=industry, revenue=revenue, capital=capital, county=county
        )

    def like(self, firm: FirmPart) -> FirmPart:
        """Another firm that fills the same slots."""
        return firm.model_copy(update={"ubn": self.people.ubn()})

    def of_sub_industries(self, sector: Sector, count: int) -> list[str]:
        """Codes of so many different sub-industries, at the ends of their ranges as often as within."""
        known = [one for one in self.programme.industries.sub_industries if one.sector == sector]
        return [self._code(one.ranges) for one in self.chance.sample(known, count)]

    def others(self, codes: tuple[str, ...], count: int) -> list[FirmPart]:
        """Firms of none of the sub-industries and below the thresholds."""
        return [self.firm(self.chance.choice(codes)) for _ in range(count)]

    def is_manufacturing(self, firm: FirmPart) -> bool:
        return sector_of(firm.industry, self.programme) is Sector.MANUFACTURING

    def _code(self, ranges: tuple[tuple[str, str], ...]) -> str:
        first, last = self.chance.choice(ranges)
        return self.chance.choice((first, last, f"{self.chance.randint(int(first), int(last)):06d}"))


FirmList = Callable[[FirmMaker], list[FirmPart]]


def services_set(make: FirmMaker) -> list[FirmPart]:
    """One firm of a services sub-industry, an indicator firm, eight services firms."""
    [code] = make.of_sub_industries(Sector.SERVICES, 1)
    some = [make.firm(code), make.firm(make.chance.choice(OTHER_SERVICES), indicator=True)]
    return [*some, *make.others(OTHER_SERVICES, 8)]


def manufacturing_set(make: FirmMaker) -> list[FirmPart]:
    """Two of different manufacturing sub-industries, an indicator firm, seven of all kinds."""
    some = [make.firm(code) for code in make.of_sub_industries(Sector.MANUFACTURING, 2)]
    some.append(make.firm(make.chance.choice(OTHER_MANUFACTURING), indicator=True))
    factories = make.chance.randint(2, 6)
    return [*some, *make.others(OTHER_MANUFACTURING, factories), *make.others(OTHER_SERVICES, 7 - factories)]


def both_sets(make: FirmMaker) -> list[FirmPart]:
    """A list that either set would take."""
    codes = [*make.of_sub_industries(Sector.MANUFACTURING, 3), *make.of_sub_industries(Sector.SERVICES, 2)]
    some = [make.firm(code, indicator=number == 0) for number, code in enumerate(codes)]
    return [*some, *make.others(OTHER_SERVICES, 5)]


def with_neither(make: FirmMaker) -> list[FirmPart]:
    """The services set with three firms of neither sector, which are last."""
    return [*services_set(make)[:7], *make.others(NEITHER, 3)]


def without_indicator(make: FirmMaker) -> list[FirmPart]:
    """Sub-industries enough, and no firm that reaches a threshold."""
    codes = make.of_sub_industries(Sector.SERVICES, 2)
    return [*(make.firm(code) for code in codes), *make.others(OTHER_SERVICES, 8)]


def one_for_two_slots(make: FirmMaker) -> list[FirmPart]:
    """The only firm of a sub-industry is the only indicator firm, and can fill one slot."""
    [code] = make.of_sub_industries(Sector.SERVICES, 1)
    return [make.firm(code, indicator=True), *make.others(OTHER_SERVICES, 9)]


def one_sub_industry_twice(make: FirmMaker) -> list[FirmPart]:
    """Two factories of one sub-industry, where two different ones are asked for."""
    [code] = make.of_sub_industries(Sector.MANUFACTURING, 1)
    some = [make.firm(code), make.firm(code), make.firm(OTHER_SERVICES[0], indicator=True)]
    return [*some, *make.others(OTHER_MANUFACTURING, 3), *make.others(OTHER_SERVICES, 4)]


def no_sub_industry(make: FirmMaker) -> list[FirmPart]:
    """An indicator firm, and none of a sub-industry, though some are beside one."""
    return [make.firm(OTHER_SERVICES[1], indicator=True), *make.others(OTHER_SERVICES, 9)]


def services_only(make: FirmMaker) -> list[FirmPart]:
    """The services set, with two more firms to choose from: a factory and a services firm."""
    spare = [make.firm(OTHER_MANUFACTURING[0]), make.firm(OTHER_SERVICES[0])]
    return [*services_set(make), *spare]


def factories_only(make: FirmMaker) -> list[FirmPart]:
    """Ten factories."""
    codes = make.of_sub_industries(Sector.MANUFACTURING, 2)
    return [*(make.firm(code) for code in codes), *make.others(OTHER_MANUFACTURING, 8)]
