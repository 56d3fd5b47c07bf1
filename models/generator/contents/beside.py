"""What stands right beside a bill's quantity, sum and days and is none of them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.facts import Facts, split_up
from models.generator.contents.periods import after
from models.generator.days import ranged
from models.generator.dice import Dice
from models.generator.marked import Entry, Marked, Piece, Table, pieced, plain, written
from models.generator.style import Style
from models.generator.wording import CHARGES, METERED, PIPES
from models.labels import Label

_MULTIPLIERS: Final = (1, 1, 20, 40, 60, 80, 120, 200)


def shared(dice: Dice, kind: BillKind, facts: Facts) -> Facts:
    """Now and then less was counted than is billed: the rest is a share of a common meter or an allowance."""
    counted = facts.current - facts.previous
    if counted == facts.usage and facts.previous > 9 and dice.chance(0.06):
        return replace(facts, previous=facts.previous - dice.amount(1, min(facts.previous, counted + 9)))
    if kind is BillKind.NATURAL_GAS or facts.multiplier > 1 or counted < 8 or not dice.chance(0.12):
        return facts
    return replace(facts, previous=facts.previous + dice.amount(1, counted // 4))


def counted_and_shared(style: Style, facts: Facts) -> list[Entry]:
    """What the meter counted, what came to it or was taken off, and what that makes, which is billed."""
    dice, figures, words = style.dice, style.figures, METERED["shares"]
    counted = (facts.current - facts.previous) * facts.multiplier
    beyond = facts.usage - counted
    if not beyond:
        return []
    told = style.quantity("usage", figures.quantity(Label.USAGE, facts.usage))
    told = told._replace(words=plain(dice.choose(words["billed"]))) if dice.chance(0.5) else told
    told = _with_unit(style, told)
    own = Entry(plain(dice.choose(words["counted"])), _number(style, counted))
    if beyond < 0:
        off = dice.choose(PIPES["less"]["signs"]).format(n=written(_number(style, -beyond)))
        taken = Entry(plain(dice.choose(PIPES["less"]["names"][style.kind.value])), plain(off))
        return dice.choose(([own, taken, told], [own, taken, told], [told, own, taken]))
    rest = Entry(plain(dice.choose(words["beyond"][style.kind.value])), _number(style, beyond))
    if dice.chance(0.2):
        plus, equals = dice.choose((("+", "="), (" + ", " = "), ("＋", "＝")))
        sum_of = (*_number(style, counted), Piece(plus), *_number(style, beyond), Piece(equals), *told.value)
        return [Entry(told.words, sum_of)]
    return dice.choose(([own, rest, told], [told, own, rest], [own, told, rest]))


def _with_unit(style: Style, entry: Entry) -> Entry:
    """With the unit in its name where the page puts it there."""
    if style.unit_place != "label" or any(piece.label for piece in entry.words):
        return entry
    return entry._replace(words=style.with_unit(entry.words))


def _number(style: Style, number: int) -> Marked:
    """A quantity like the billed one, with its unit now and then."""
    text = style.figures.number(number)
    unit = style.unit if style.unit_place == "value" and style.dice.chance(0.7) else ""
    return plain(text + unit)


def worked_out(style: Style, facts: Facts, name: str) -> Marked:
    """A charge's name, now and then with the quantity and the price that it is worked out of."""
    dice = style.dice
    if style.kind is BillKind.ELECTRICITY or not dice.chance(0.1):
        return plain(name)
    price = Decimal(max(facts.charges[0][1] * 100 // facts.usage, 1)) / 100
    label = Label.UNIT_PRICE if style.kind is BillKind.NATURAL_GAS else None
    said = {
        "u": (style.figures.quantity(Label.USAGE, facts.usage),),
        "x": (style.unit_piece(),),
        "p": (style.figures.labelled(label, price),),
    }
    return (Piece(name), *pieced(dice.choose(PIPES["less"]["worked"]), said))


def tiers_told(style: Style, facts: Facts) -> list[Entry]:
    """The tariff's steps as entries: so much at that price makes so much."""
    dice = style.dice
    kind = style.kind.value
    names = dice.some((CHARGES["steps"] if dice.chance(0.4) else METERED["tiers"]["names"])[kind], 2, 4)
    entries, form = [], dice.choose(METERED["tiers"]["forms"])
    for name, part in zip(names, split_up(dice, facts.usage, len(names)), strict=True):
        price = dice.amount(150, 3000) / 100
        told = form.format(
            q=style.figures.number(part), p=f"{price:.2f}", m=style.figures.number(round(part * price))
        )
        entries.append(Entry(plain(name), plain(told)))
    return entries


def strewn(content: Content, group: str) -> None:
    """One or two other quantities anywhere in a topic, but not between a line's name and what it names."""
    style, dice = content.style, content.style.dice
    entries = content.groups.get(group, [])
    for pair in dice.some(METERED["stray"][style.kind.value], 1, 2):
        places = [place for place in range(len(entries) + 1) if not place or entries[place - 1].value]
        entries.insert(dice.choose(places), style.distractor(pair, content.day))
    content.groups[group] = entries


def credited(style: Style, total: int) -> tuple[int, list[Entry]]:
    """How much is taken off, and the lines that tell: the sum before, and one or two credits."""
    dice, words, figures = style.dice, METERED["credits"], style.figures
    least = max(total // 100, 1)
    credits = [dice.amount(least, max(total // 4, least)) for _ in range(dice.whole(1, 2))]
    off = sum(credits)
    minus, bare = dice.choose(words["signs"]), dice.chance(0.7)
    lines = [Entry(plain(dice.choose(words["before"])), figures.money(None, total + off, bare=bare))]
    for name, amount in zip(dice.some(words["names"], len(credits), len(credits)), credits, strict=True):
        lines.append(Entry(plain(name), plain(minus.format(n=figures.number(amount)))))
    return off, lines


def after_credits(style: Style, total: int) -> Entry:
    """The sum that is left to pay."""
    return Entry(
        plain(style.dice.choose(METERED["credits"]["after"])), style.figures.money(Label.TOTAL_AMOUNT, total)
    )


def days_of_the_paper(content: Content, facts: Facts) -> list[Entry]:
    """The day it was made out beside those to pay until and of the next reading; or two in a cell."""
    style, dice, words = content.style, content.style.dice, METERED["days"]
    made = after(dice, facts.end)
    issued = style.days.day(Label.ISSUE_DATE, made)
    due = style.days.day(None, made + timedelta(dice.amount(8, 30)))
    if dice.chance(0.2):
        name, form = dice.choose(words["both"])
        return [Entry(plain(name), ranged(form, {"a": issued[0], "b": due[0]}))]
    entries = [style.entry("issue_date", issued), Entry(plain(dice.choose(words["due"])), due)]
    entries += [style.distractor(pair, made) for pair in dice.some(words["others"], 0, 3)]
    return entries if dice.chance(0.4) else dice.shuffled(entries)


def registers(style: Style, facts: Facts) -> Table:
    """What each register showed, times what it is multiplied by; they make up the usage."""
    dice, words = style.dice, METERED["registers"]
    names = dice.choose([one for one in CHARGES["times"]["names"] if len(one) == len(facts.parts)])
    factor = dice.drawn(_MULTIPLIERS)
    keys = ["previous", "current", *["difference"] * dice.chance(0.5)]
    keys += ["factor"] * (factor > 1 or dice.chance(0.2))
    if dice.chance(0.3):
        keys[:2] = ["current", "previous"]
    summed = dice.chance(0.4)
    rows: list[tuple[Marked, ...]] = []
    for name, part in zip(names, facts.parts, strict=True):
        told = _register(style, part, factor)
        cells = (plain(told[key]) for key in keys)
        rows.append((plain(name), *cells, (style.figures.quantity(Label.USAGE_PART, part),)))
    if summed:
        total: Marked = (style.figures.quantity(Label.USAGE, facts.usage),)
        rows.append((plain(dice.choose(CHARGES["times"]["sums"])), *[()] * len(keys), total))
    heads = [style.words("meter_row"), *(plain(dice.choose(words[key])) for key in keys)]
    usage = style.words("row_usage")
    heads.append(style.with_unit(usage) if style.unit_place == "label" else usage)
    return Table(tuple(heads), tuple(rows))


def _register(style: Style, part: int, factor: int) -> dict[str, str]:
    """With the places that a part has when it is divided."""
    dice = style.dice
    counted, before = part / factor, dice.amount(0, 90_000)
    form = "{:,.2f}" if style.figures.grouped else "{:.2f}"
    if factor == 1:
        form = form.replace(".2f", ".0f")
    return {
        "previous": form.format(before),
        "current": form.format(before + counted),
        "difference": form.format(counted),
        "factor": dice.choose(("{}", "x{}", "×{}")).format(factor),
    }
