"""Which ten firms make a valid set (R16–R19): an assignment of firms to slots, judged exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from domain.firm import FirmProfile, each_once, is_indicator
from domain.industry import sub_industry_of
from domain.programme import Programme
from domain.programme_parts import Mix

SetName = Literal["manufacturing", "services"]
NeedKind = Literal["sub_industry", "indicator", "any"]
SETS: tuple[SetName, ...] = ("manufacturing", "services")


@dataclass(frozen=True, slots=True)
class Need:
    """`count` firms that are missing; those of a sub-industry come from `sub_industries`.

    `different`: each from another of them. `indicators`: how many of the `count` must also be
    indicator firms, never above 0 where slots are distinct (R18).
    """

    kind: NeedKind
    count: int
    sub_industries: tuple[str, ...] = ()
    different: bool = False
    indicators: int = 0


@dataclass(frozen=True, slots=True)
class SetJudgement:
    """One set: slot and 統一編號 of each firm that fills one (`sub_industry:25`, `indicator`, `any`).

    `missing` is the fewest firms that make the set hold, first those that only some firms can be.
    """

    name: SetName
    holds: bool
    assignment: tuple[tuple[str, str], ...]
    missing: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class MixJudgement:
    """Whether a list holds, by which set, and how each set stands."""

    holds: bool
    chosen: SetName | None
    sets: tuple[SetJudgement, ...]


@dataclass(frozen=True, slots=True)
class _Filled:
    """The 統一編號 in the slots that only some firms can fill."""

    sub_industry: tuple[str, ...]
    indicator: tuple[str, ...]


def mix_of(name: SetName, programme: Programme) -> Mix:
    """The set's mix (R16, R17)."""
    return programme.mixes.manufacturing if name == "manufacturing" else programme.mixes.services


def judge(firms: Iterable[FirmProfile], programme: Programme) -> MixJudgement:
    """Judge a list of any length, of which the best are taken; either set will do (R19)."""
    listed = each_once(firms)
    sets = tuple(judge_set(name, listed, programme) for name in SETS)
    chosen = next((one.name for one in sets if one.holds), None)
    return MixJudgement(chosen is not None, chosen, sets)


def judge_set(
    name: SetName, firms: Sequence[FirmProfile], programme: Programme, *, distinct: bool | None = None
) -> SetJudgement:
    """Judge one set; `distinct` overrides the programme's `slots_distinct`, to show what it costs."""
    mix = mix_of(name, programme)
    apart = programme.mixes.slots_distinct if distinct is None else distinct
    codes = {firm.ubn: sub_industry_of(firm.industry, programme) for firm in firms}
    indicators = tuple(firm.ubn for firm in firms if is_indicator(firm, programme))
    filled = _fill_slots(mix, codes, indicators, apart)
    # Where slots are not distinct a firm may stand in both; it still is one of the ten.
    special = dict.fromkeys(filled.sub_industry + filled.indicator)
    missing = _missing(mix, filled, len(firms), {codes[ubn] for ubn in filled.sub_industry}, apart)
    free = mix.firms - len(special) - sum(need.count for need in missing)
    rest = [ubn for ubn in codes if ubn not in special][:free]
    assignment = (
        *((f"sub_industry:{codes[ubn]}", ubn) for ubn in filled.sub_industry),
        *(("indicator", ubn) for ubn in filled.indicator),
        *(("any", ubn) for ubn in rest),
    )
    return SetJudgement(name, not missing, assignment, missing)


def _fill_slots(mix: Mix, codes: dict[str, str | None], indicators: tuple[str, ...], apart: bool) -> _Filled:
    """The fullest filling; among equals the one that leaves the fewest sub-industry slots open."""
    # Sub-industry slots come first: an indicator firm of any industry is easier to find.
    fillings = (_fill_lineup(mix, line, codes, indicators, apart) for line in _lineups(mix))
    return max(fillings, key=lambda one: (len(one.sub_industry) + len(one.indicator), len(one.sub_industry)))


def _lineups(mix: Mix) -> Iterable[tuple[tuple[str, ...], ...]]:
    """For each way to line up the sub-industry slots, the sub-industries that each slot admits."""
    if not mix.different:
        return ((mix.sub_industries,) * mix.sub_industry_firms,)
    return (
        tuple((code,) for code in line) for line in combinations(mix.sub_industries, mix.sub_industry_firms)
    )


def _fill_lineup(
    mix: Mix,
    line: tuple[tuple[str, ...], ...],
    codes: dict[str, str | None],
    indicators: tuple[str, ...],
    apart: bool,
) -> _Filled:
    first = [tuple(ubn for ubn, code in codes.items() if code in admitted) for admitted in line]
    second = [indicators] * mix.indicator_firms
    if apart:
        matched = _match([*first, *second])
        split = len(first)
        return _Filled(
            tuple(ubn for slot, ubn in matched if slot < split),
            tuple(ubn for slot, ubn in matched if slot >= split),
        )
    return _Filled(tuple(ubn for _, ubn in _match(first)), tuple(ubn for _, ubn in _match(second)))


def _match(slots: Sequence[tuple[str, ...]]) -> list[tuple[int, str]]:
    """A largest matching of slots to firms by augmenting paths; a slot once filled stays filled."""
    holder: dict[str, int] = {}
    for slot in range(len(slots)):
        _place(slot, slots, holder, set())
    return sorted((slot, ubn) for ubn, slot in holder.items())


def _place(slot: int, slots: Sequence[tuple[str, ...]], holder: dict[str, int], tried: set[str]) -> bool:
    for ubn in slots[slot]:
        if ubn in tried:
            continue
        tried.add(ubn)
        if ubn not in holder or _place(holder[ubn], slots, holder, tried):
            holder[ubn] = slot
            return True
    return False


def _missing(mix: Mix, filled: _Filled, listed: int, used: set[str | None], apart: bool) -> tuple[Need, ...]:
    """The fewest firms to add: where slots are not distinct, one may fill two as soon as room is short."""
    sub_industry = mix.sub_industry_firms - len(filled.sub_industry)
    indicator = mix.indicator_firms - len(filled.indicator)
    special = sub_industry + indicator if apart else max(sub_industry, indicator)
    added = max(special, mix.firms - listed)
    # A firm fit for two is hard to find, so only as many are asked for as the room forces.
    double = max(0, sub_industry + indicator - added)
    open_codes = tuple(code for code in mix.sub_industries if not (mix.different and code in used))
    needs = (
        Need("sub_industry", sub_industry, open_codes, mix.different, double),
        Need("indicator", indicator - double),
        Need("any", added - (sub_industry + indicator - double)),
    )
    return tuple(need for need in needs if need.count)


def explain(judgement: MixJudgement, programme: Programme) -> tuple[str, str]:
    """Which set holds and why, or what each still needs: in zh-Hant and in English."""
    told = [one for one in judgement.sets if judgement.chosen in (None, one.name)]
    pairs = [_explain_set(one, programme) for one in told]
    return "".join(zh for zh, _ in pairs), " ".join(en for _, en in pairs)


SET_WORDS: dict[SetName, tuple[str, str]] = {
    "manufacturing": ("製造業配比", "The manufacturing set"),
    "services": ("服務業配比", "The services set"),
}


def _explain_set(judged: SetJudgement, programme: Programme) -> tuple[str, str]:
    zh, en = SET_WORDS[judged.name]
    if not judged.holds:
        needs_zh, needs_en = needs_words(judged.missing, programme)
        return f"{zh}尚缺：{needs_zh}。", f"{en} still needs {needs_en}."
    special = [(slot, ubn) for slot, ubn in judged.assignment if slot != "any"]
    rest = len(judged.assignment) - len(special)
    words = [(_slot_words(slot, programme), ubn) for slot, ubn in special]
    because_zh = "、".join(f"{slot[0]} {ubn}" for slot, ubn in words)
    because_en = ", ".join(f"{slot[1]} {ubn}" for slot, ubn in words)
    return f"{zh}成立：{because_zh}，其餘 {rest} 家。", f"{en} holds: {because_en}, and {rest} others."


def _slot_words(slot: str, programme: Programme) -> tuple[str, str]:
    kind, _, code = slot.partition(":")
    if kind == "indicator":
        return "指標型企業", "indicator firm"
    return _sub_industry_words(code, programme)


def _sub_industry_words(code: str, programme: Programme) -> tuple[str, str]:
    names = next(one for one in programme.industries.sub_industries if one.code == code)
    return f"{code} {names.zh}", f"{code} ({names.en})"


def needs_words(needs: Sequence[Need], programme: Programme) -> tuple[str, str]:
    """The needs as a list in words, without a full stop."""
    pairs = [need_words(need, programme) for need in needs]
    return "、".join(zh for zh, _ in pairs), ", ".join(en for _, en in pairs)


def need_words(need: Need, programme: Programme) -> tuple[str, str]:
    """One need in words, e.g. `1 firm of 29 (Machinery) or 22 (Plastics)`."""
    firms = f"{need.count} firm{'s' * (need.count > 1)}"
    if need.kind == "any":
        return f"任選產業 {need.count} 家", f"{firms} of any industry"
    if need.kind == "indicator":
        revenue, capital = f"{programme.indicator.revenue:,}", f"{programme.indicator.capital:,}"
        return (
            f"指標型企業 {need.count} 家（不限產業別，年營收 {revenue} 元以上或資本額 {capital} 元以上）",
            f"{need.count} indicator firm{'s' * (need.count > 1)} of any industry "
            f"(yearly revenue of NT${revenue} or capital of NT${capital} at least)",
        )
    return _sub_industry_need_words(need, firms, programme)


def _sub_industry_need_words(need: Need, firms: str, programme: Programme) -> tuple[str, str]:
    names = [_sub_industry_words(code, programme) for code in need.sub_industries]
    apart = need.different and need.count > 1
    zh = f"{' 或 '.join(zh for zh, _ in names)} {need.count} 家" + "（須為不同次產業）" * apart
    en = f"{firms} of {' or '.join(en for _, en in names)}" + ", each of a different one" * apart
    if need.indicators:
        zh += f"（其中 {need.indicators} 家須兼為指標型企業）"
        en += f" ({need.indicators} of them an indicator firm too)"
    return zh, en
