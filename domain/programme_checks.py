"""That the values of a programme agree with each other. Every check refuses by `Wrong`."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from domain.programme_parts import Industries, Mix, Sections, SubIndustry, Windows
from domain.programme_reasons import check_reasons
from domain.strict_document import Wrong

_ROC_ERA = 1911


def check_programme(rules: Sections, windows: Windows) -> None:
    """Raises `Wrong` for the first disagreement."""
    _check_years(rules, windows)
    _check_registration(rules)
    check_industries(rules.industries)
    for name, mix in (("manufacturing", rules.mixes.manufacturing), ("services", rules.mixes.services)):
        _check_mix(f"mixes.{name}", mix, rules)
    _check_stages(rules)
    _check_units(rules)
    check_reasons(rules.reasons)
    _check_reminders(rules)
    _check_withholding(rules)
    _check_fees(rules)
    _check_once("payout.return_reasons", [reason.code for reason in rules.payout.return_reasons])
    _check_once("payout.reversal_kinds", [kind.code for kind in rules.payout.reversal_kinds])
    for key, source in rules.sources.items():
        if not re.fullmatch(r"R[1-9]\d?|engine", source.rule):
            raise Wrong(
                f"sources.{key}.rule",
                source.rule,
                "必須是 R1 至 R99 或 engine",
                "must be R1 to R99 or engine",
            )


def _check_years(rules: Sections, windows: Windows) -> None:
    if not re.fullmatch(r"[1-9]\d{2}", rules.year):
        raise Wrong("year", rules.year, "必須是三位數的民國年", "must be a three-digit ROC year")
    year = int(rules.year) + _ROC_ERA
    if not year - 10 <= rules.inventory_year <= year:
        raise Wrong(
            "inventory_year",
            rules.inventory_year,
            f"不得晚於 {year} 年或早於其十年",
            f"must lie in the ten years to {year}",
        )
    _check_year("sessions.mandatory_last_day", rules.sessions.mandatory_last_day, year)
    _check_year("registration.early.until", rules.registration.early.until, year)
    if windows.resubmission.hard_stop < rules.sessions.mandatory_last_day:
        key = "windows.resubmission.hard_stop"
        raise Wrong(
            key, windows.resubmission.hard_stop, "早於必修場次的最後一日", "is before the sessions' last day"
        )


def _check_year(key: str, day: date, year: int) -> None:
    if day.year != year:
        raise Wrong(key, day, f"不在計畫年度（西元 {year} 年）", f"is not in the programme's year, {year}")


def _check_registration(rules: Sections) -> None:
    early, firms = rules.registration.early.firms, rules.registration.firms
    if early > firms:
        raise Wrong(
            "registration.early.firms",
            early,
            f"多於應備的 {firms} 家",
            f"is more than the {firms} firms in all",
        )


def check_industries(industries: Industries) -> None:
    """Sectors and ranges do not overlap, and each sub-industry lies in its sector."""
    _check_apart("industries.sectors", [(sector.first, sector.last) for sector in industries.sectors])
    _check_once("industries.sectors", [sector.name for sector in industries.sectors])
    _check_once("industries.sub_industries", [sub.code for sub in industries.sub_industries])
    for sub in industries.sub_industries:
        _check_sector(sub, industries)
    _check_apart(
        "industries.sub_industries", [pair for sub in industries.sub_industries for pair in sub.ranges]
    )


def _check_sector(sub: SubIndustry, industries: Industries) -> None:
    sectors = [sector for sector in industries.sectors if sector.name == sub.sector]
    if not sectors:
        raise Wrong("industries.sub_industries", sub.sector, "沒有這個業別", "no such sector")
    for first, last in sub.ranges:
        if not sectors[0].first <= first[:2] <= last[:2] <= sectors[0].last:
            raise Wrong(
                "industries.sub_industries",
                f"{first}-{last}",
                "不在其業別的範圍內",
                "lies outside its sector",
            )


def _check_apart(key: str, ranges: Sequence[tuple[str, str]]) -> None:
    for first, last in ranges:
        if first > last:
            raise Wrong(key, f"{first}-{last}", "起號大於止號", "begins after it ends")
    ordered = sorted(ranges)
    for left, right in pairwise(ordered):
        if left[1] >= right[0]:
            text = f"{left[0]}-{left[1]}, {right[0]}-{right[1]}"
            raise Wrong(key, text, "範圍重疊", "ranges overlap")


def _check_once(key: str, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise Wrong(key, name, "重複列出", "is listed twice")


def _check_mix(key: str, mix: Mix, rules: Sections) -> None:
    if mix.firms != rules.registration.firms:
        zh, en = (
            f"名額合計須為 {rules.registration.firms} 家",
            f"its slots must add up to {rules.registration.firms} firms",
        )
        raise Wrong(key, mix.firms, zh, en)
    known = {sub.code for sub in rules.industries.sub_industries}
    for code in mix.sub_industries:
        if code not in known:
            raise Wrong(f"{key}.sub_industries", code, "沒有這個次產業", "no such sub-industry")
    _check_once(f"{key}.sub_industries", mix.sub_industries)
    if mix.different and mix.sub_industry_firms > len(mix.sub_industries):
        zh, en = "多於可選的次產業", "is more than the sub-industries to choose from"
        raise Wrong(f"{key}.sub_industry_firms", mix.sub_industry_firms, zh, en)


def _check_stages(rules: Sections) -> None:
    for name, stage in (("mandatory", rules.stages.mandatory), ("elective", rules.stages.elective)):
        if stage.first_month > stage.last_month:
            raise Wrong(
                f"stages.{name}.first_month", stage.first_month, "晚於最後月份", "is after the last month"
            )
        _check_once(f"stages.{name}.items", stage.items)
        known = {item.code for item in stage.catalogue}
        for code in stage.items:
            if code not in known:
                raise Wrong(f"stages.{name}.items", code, "不在 catalogue 中", "is not in the catalogue")
    items = (*rules.stages.mandatory.catalogue, *rules.stages.elective.catalogue)
    _check_once("stages", [item.code for item in items])
    _check_once("stages", [kind.code for item in items for kind in item.kinds])


def _check_units(rules: Sections) -> None:
    items = (*rules.stages.mandatory.catalogue, *rules.stages.elective.catalogue)
    kinds = {kind.code for item in items for kind in item.kinds}
    for kind in sorted(kinds - rules.units.keys()):
        raise Wrong(f"units.{kind}", "", "缺少這個鍵", "missing key")
    for kind in sorted(rules.units.keys() - kinds):
        raise Wrong(f"units.{kind}", rules.units[kind], "沒有這種排放源", "there is no such kind of source")


def _check_reminders(rules: Sections) -> None:
    for kind, cadence in rules.reminders.items():
        if not set(cadence.guild_copies) <= set(cadence.days_before):
            key = f"reminders.{kind}.guild_copies"
            raise Wrong(key, cadence.guild_copies, "必須是提醒日之一", "must be among days_before")


def _check_withholding(rules: Sections) -> None:
    days = [row.from_date for row in rules.payout.withholding]
    if sorted(set(days)) != days:
        raise Wrong(
            "payout.withholding", days[-1], "日期必須由早到晚且不重複", "dates must rise without repeats"
        )


def _check_fees(rules: Sections) -> None:
    if rules.fees.other_max < rules.fees.other:
        zh, en = f"不得少於 {rules.fees.other} 元", f"is less than the {rules.fees.other} NTD paid undecided"
        raise Wrong("fees.other_max", rules.fees.other_max, zh, en)
