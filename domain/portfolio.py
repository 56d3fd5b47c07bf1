"""The portfolio solver: which firms to add or swap so that a list makes a valid set, and what it pays."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.fee import rate
from domain.firm import FirmProfile, each_once, is_indicator
from domain.industry import Sector, sector_of, sub_industry_of
from domain.mix import SET_WORDS, SETS, Need, SetName, judge_set, mix_of, needs_words
from domain.programme import Programme

PAID_SECTORS = (Sector.MANUFACTURING, Sector.SERVICES)
_SECTOR_WORDS = {Sector.MANUFACTURING: ("製造業", "manufacturing"), Sector.SERVICES: ("服務業", "services")}


@dataclass(frozen=True, slots=True)
class SetAdvice:
    """How one set is reached: the firms `wanted` come in, the 統一編號 in `swap_out` go.

    `blocked`: needs for which no place is free. `swaps_short`: swaps that firms which must stay prevent.
    `at_most`: how many of all new firms a sector has places for, where that binds. `double`: firms that
    fit two kinds of slot and can fill one (R18). The fee in NTD lies between `least_fee` and
    `most_fee`, by the sectors of the firms that come.
    """

    name: SetName
    holds: bool
    wanted: tuple[Need, ...]
    blocked: tuple[Need, ...]
    at_most: tuple[tuple[Sector, int], ...]
    swap_out: tuple[str, ...]
    swaps_short: int
    double: tuple[str, ...]
    least_fee: int
    most_fee: int

    @property
    def possible(self) -> bool:
        return not self.blocked and not self.swaps_short


@dataclass(frozen=True, slots=True)
class Advice:
    """Each set, and the name of the one that asks the fewest new firms, then pays the most."""

    best: SetName | None
    sets: tuple[SetAdvice, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every step of the advice for one set looks at."""

    name: SetName
    firms: tuple[FirmProfile, ...]
    programme: Programme
    room: Mapping[Sector, int]
    fixed: frozenset[str]

    def missing(self, firms: Sequence[FirmProfile]) -> tuple[Need, ...]:
        return judge_set(self.name, firms, self.programme).missing

    def rate(self, sector: Sector) -> int:
        return rate(Sector(self.name) if self.programme.fees.by == "set" else sector, self.programme)


def advise(
    firms: Iterable[FirmProfile],
    programme: Programme,
    free_places: Mapping[Sector, int],
    fixed: Collection[str] = (),
) -> Advice:
    """What each set still needs (R16–R18), within the places that are free (R23).

    `fixed`: 統一編號 that may not be swapped any more (R14). A sector that `free_places` leaves out has
    none.
    """
    listed = each_once(firms)
    room = {sector: max(0, free_places.get(sector, 0)) for sector in PAID_SECTORS}
    sets = tuple(_advise_set(_Ground(name, listed, programme, room, frozenset(fixed))) for name in SETS)
    possible = [one for one in sets if one.possible]
    best = min(possible, key=lambda one: (_count(one.wanted), -one.most_fee), default=None)
    return Advice(best.name if best else None, sets)


def _count(needs: Iterable[Need]) -> int:
    return sum(need.count for need in needs)


def _advise_set(ground: _Ground) -> SetAdvice:
    missing = _count(ground.missing(ground.firms))
    size = mix_of(ground.name, ground.programme).firms
    swaps = min(missing, max(0, len(ground.firms) + missing - size))
    out = _swap_out(ground, missing, swaps)
    kept = tuple(firm for firm in ground.firms if firm.ubn not in out)
    needs = ground.missing(kept)
    wanted, blocked = _within_places(needs, ground)
    least, most = _fees(ground, kept, wanted)
    return SetAdvice(
        name=ground.name,
        holds=not missing,
        wanted=wanted,
        blocked=blocked,
        at_most=tuple((sector, left) for sector, left in ground.room.items() if left < _count(needs)),
        swap_out=out,
        swaps_short=swaps - len(out),
        double=_double(ground, kept),
        least_fee=least,
        most_fee=most,
    )


def _swap_out(ground: _Ground, missing: int, swaps: int) -> tuple[str, ...]:
    """The firms to let go: those without which no more is missing, least paid first, then last listed.

    What can be kept is a matroid where slots are distinct, so that taking the first that fits is exact.
    """
    out: tuple[str, ...] = ()
    for ubn in _leaving_order(ground):
        if len(out) == swaps:
            break
        kept = [firm for firm in ground.firms if firm.ubn not in (*out, ubn)]
        if _count(ground.missing(kept)) == missing:
            out = (*out, ubn)
    return out


def _leaving_order(ground: _Ground) -> list[str]:
    # A firm fit for two kinds of slot goes last: where slots are not distinct it may stand for two.
    double = _fit_for_two(ground, ground.firms)
    free = [firm for firm in reversed(ground.firms) if firm.ubn not in ground.fixed]
    free.sort(key=lambda firm: (firm.ubn in double, ground.rate(sector_of(firm.industry, ground.programme))))
    return [firm.ubn for firm in free]


def _fit_for_two(ground: _Ground, firms: Iterable[FirmProfile]) -> tuple[str, ...]:
    mix = mix_of(ground.name, ground.programme)
    return tuple(
        firm.ubn
        for firm in firms
        if is_indicator(firm, ground.programme)
        and sub_industry_of(firm.industry, ground.programme) in mix.sub_industries
    )


def _double(ground: _Ground, kept: Sequence[FirmProfile]) -> tuple[str, ...]:
    """Firms fit for two slots, where more would be filled if one firm could fill two."""
    apart, together = (
        judge_set(ground.name, kept, ground.programme, distinct=distinct).missing
        for distinct in (True, False)
    )
    special = [_count(need for need in needs if need.kind != "any") for needs in (apart, together)]
    cost = ground.programme.mixes.slots_distinct and special[0] > special[1]
    return _fit_for_two(ground, kept) if cost else ()


def _within_places(needs: tuple[Need, ...], ground: _Ground) -> tuple[tuple[Need, ...], tuple[Need, ...]]:
    """The needs that free places allow, and those that they do not.

    Only a sub-industry binds to a sector: any other firm may be of neither, and takes no place (R23).
    """
    wanted: list[Need] = []
    blocked: list[Need] = []
    for need in needs:
        codes = _codes_with_places(need, ground)
        short = need.kind == "sub_industry" and _places(need, codes, ground) < need.count
        (blocked if short else wanted).append(need if short else replace(need, sub_industries=codes))
    return tuple(wanted), tuple(blocked)


def _sector_of_sub_industry(code: str, programme: Programme) -> Sector:
    return Sector(next(one.sector for one in programme.industries.sub_industries if one.code == code))


def _codes_with_places(need: Need, ground: _Ground) -> tuple[str, ...]:
    sector = {code: _sector_of_sub_industry(code, ground.programme) for code in need.sub_industries}
    return tuple(code for code in need.sub_industries if ground.room[sector[code]])


def _places(need: Need, codes: tuple[str, ...], ground: _Ground) -> int:
    """How many firms of these sub-industries places can be found for."""
    sectors = Counter(_sector_of_sub_industry(code, ground.programme) for code in codes)
    return sum(
        min(ground.room[sector], count) if need.different else ground.room[sector]
        for sector, count in sectors.items()
    )


def _fees(ground: _Ground, kept: Sequence[FirmProfile], wanted: Iterable[Need]) -> tuple[int, int]:
    """The least and the most NTD that the kept and the wanted firms bring together."""
    programme = ground.programme
    sure = [ground.rate(sector_of(firm.industry, programme)) for firm in kept]
    least, most = list(sure), list(sure)
    room = Counter(ground.room)
    for need in wanted:
        bound = {_sector_of_sub_industry(code, programme) for code in need.sub_industries}
        sectors = bound or {*PAID_SECTORS, Sector.NEITHER}
        least += [_lowest(sectors, ground)] * need.count
        most += _highest(sectors, need.count, room, ground)
    return _paid(least, programme), _paid(most, programme)


def _lowest(sectors: Iterable[Sector], ground: _Ground) -> int:
    open_sectors = [sector for sector in sectors if ground.room.get(sector, 1)]
    return min(ground.rate(sector) for sector in open_sectors)


def _highest(sectors: Iterable[Sector], count: int, room: Counter[Sector], ground: _Ground) -> list[int]:
    """The best rates for `count` firms, each taking its place out of `room`."""
    rates: list[int] = []
    for sector in sorted(sectors, key=ground.rate, reverse=True):
        left = count - len(rates)
        taken = left if sector is Sector.NEITHER else min(left, room[sector])
        room[sector] -= taken
        rates += [ground.rate(sector)] * taken
    return rates


def _paid(rates: list[int], programme: Programme) -> int:
    best = sorted(rates, reverse=True)[: programme.fees.max_firms]
    return min(programme.fees.max_total, sum(best))


def explain_advice(advice: Advice, programme: Programme) -> tuple[str, str]:
    """The advice in zh-Hant and in English, the best set first; of a list that holds, only why."""
    ordered = sorted(advice.sets, key=lambda one: one.name != advice.best)
    if ordered[0].holds:
        return explain_set(ordered[0], programme)
    pairs = [explain_set(one, programme) for one in ordered]
    zh, en = "".join(zh for zh, _ in pairs), " ".join(en for _, en in pairs)
    if advice.best is None:
        return (
            f"目前名額或名單下，兩種配比都無法達成。{zh}",
            f"Neither set can be reached as things stand. {en}",
        )
    best_zh, best_en = SET_WORDS[advice.best]
    return f"最近的是{best_zh}。{zh}", f"{best_en} is the nearest. {en}"


def explain_set(advice: SetAdvice, programme: Programme) -> tuple[str, str]:
    """One set's advice in zh-Hant and in English."""
    zh, en = SET_WORDS[advice.name]
    pay_zh, pay_en = _fee_words(advice)
    if advice.holds:
        return f"{zh}已成立{pay_zh}。", f"{en} holds{pay_en}."
    clauses = [*_need_clauses(advice, programme), *_limit_clauses(advice)]
    if advice.possible:
        clauses.append((pay_zh.removeprefix("，"), pay_en.removeprefix("; ")))
    return (
        f"{zh}：{'；'.join(zh for zh, _ in clauses)}。",
        f"{en}: {'; '.join(en for _, en in clauses)}.",
    )


def _fee_words(advice: SetAdvice) -> tuple[str, str]:
    least, most = f"{advice.least_fee:,}", f"{advice.most_fee:,}"
    if least == most:
        return f"，資料處理費 {most} 元", f"; the fee is NT${most}"
    return f"，資料處理費 {least} 至 {most} 元", f"; the fee is NT${least} to NT${most}"


def _need_clauses(advice: SetAdvice, programme: Programme) -> Iterable[tuple[str, str]]:
    if advice.wanted:
        zh, en = needs_words(advice.wanted, programme)
        yield f"再找 {zh}", f"find {en}"
    if advice.blocked:
        zh, en = needs_words(advice.blocked, programme)
        yield f"缺 {zh}，但名額不足", f"{en} would be needed, but no places are free"
    # Where the set cannot be reached, letting a firm go would lose it for nothing.
    if advice.swap_out and advice.possible:
        firms = "、".join(advice.swap_out)
        yield f"換下 {firms}", f"let go {firms.replace('、', ', ')}"
    if advice.swaps_short:
        count = advice.swaps_short
        yield (
            f"另須換下 {count} 家，但其餘企業已不能替換",
            f"{count} more would have to go, but cannot any more",
        )


def _limit_clauses(advice: SetAdvice) -> Iterable[tuple[str, str]]:
    for sector, left in advice.at_most:
        zh, en = _SECTOR_WORDS[sector]
        if left:
            yield f"新增企業中{zh}至多 {left} 家（名額）", f"at most {left} of the new firms in {en} (places)"
        else:
            yield f"{zh}已無名額，不可新增{zh}企業", f"no place is free in {en}, so no new firm may be of it"
    if advice.double:
        zh, en = "、".join(advice.double), ", ".join(advice.double)
        yield (
            f"{zh} 同屬指定次產業與指標型企業，但一家只能占一個名目",
            f"{en}: both of a listed sub-industry and an indicator firm, but one firm fills one slot",
        )
