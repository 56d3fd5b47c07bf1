"""What a vendor's page answers when it is asked for past bills: a table as wide as its database."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents.lists import FARTHEST, Period, sample_periods
from models.generator.contents.numbers import account_no
from models.generator.contents.utility import head, vendor_name
from models.generator.days import months_before, some_day
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Table, plain
from models.generator.style import Style
from models.generator.wording import CHARGES
from models.labels import Label

# Columns that a person may have hidden, and how often.
_HIDDEN = (
    ("account_no", 0.4),
    ("customer", 0.6),
    ("row_number", 0.3),
    ("row_total", 0.05),
    ("row_paid", 0.1),
)
_NEVER_MISSING = ("row_usage", "row_day")


def sample_query(dice: Dice, kind: BillKind) -> Content:
    """Two to 26 periods of one account."""
    style = Style.sample(dice, kind)
    style.figures.cents = dice.chance(0.5)
    last = some_day(dice, FARTHEST)
    content = Content(kind, style, last, vendor_name(style))
    head(content, "lists" if style.language != "en" else "titles")
    count = dice.whole(10, 24) if dice.chance(0.7) else dice.whole(2, 9)
    periods = sample_periods(dice, kind, last, count)
    account = account_no(style)
    content.add("asked", *_asked(style, periods, account))
    content.tables["list"] = _answer(style, periods, account)
    for form in dice.some(CHARGES["queries"]["notes"], 0, 4):
        content.notes.append(plain(style.filled(form, last)))
    return content


def _asked(style: Style, periods: list[Period], account: Marked) -> list[Entry]:
    """Which months are wanted, which are none of a bill; often for which account."""
    dice, words = style.dice, CHARGES["queries"]
    months = sorted(one.month for one in periods)
    first, last = months_before(*months[0], dice.amount(0, 2)), months[-1]
    plainly = dice.chance(0.5)
    told = [
        f"{year - 1911}{month:02}" if plainly else style.days.month(year, month)
        for year, month in (first, last)
    ]
    asked = [
        Entry(
            plain(dice.choose(words["asked"])),
            plain(dice.choose(words["ranges"]).format(a=told[0], b=told[1])),
        )
    ]
    if dice.chance(0.5):
        asked.insert(0, style.entry("account_no", account if dice.chance(0.6) else EMPTY))
    hints = [style.distractor(pair, some_day(dice)) for pair in dice.some(words["hints"], 0, 3)]
    return [*asked, *hints] if dice.chance(0.6) else asked


def _answer(style: Style, periods: list[Period], account: Marked) -> Table:
    """Some columns are hidden: their heads may stay, or go with them."""
    dice = style.dice
    dated = dice.chance(0.85)
    customer = plain(names.customer(dice) if dice.chance(0.5) else names.person(dice))
    rows = [_cells(style, one, account, customer, dated=dated) for one in periods]
    keys = [key for key in rows[0] if key in _NEVER_MISSING or dice.chance(0.85)]
    keys = [key for key in keys if key != "row_day" or dated]
    if dice.chance(0.3):
        keys = dice.shuffled(keys)
    hidden = {key for key, share in _HIDDEN if dice.chance(share)}
    if dice.chance(0.4):
        keys = [key for key in keys if key not in hidden]
    heads = tuple(style.words(key) for key in keys)
    table = tuple(tuple(EMPTY if key in hidden else row[key] for key in keys) for row in rows)
    return Table(heads, table)


def _cells(style: Style, one: Period, account: Marked, customer: Marked, *, dated: bool) -> dict[str, Marked]:
    """Months tell a period only where no day does."""
    figures, days = style.figures, style.days
    number = identifiers.shaped(style.dice, "9999999999")
    label = None if dated else Label.PERIOD_MONTHS
    first = one.month if dated else one.first_month
    paid = one.end + timedelta(style.dice.amount(10, 40))
    return {
        "account_no": account,
        "customer": customer,
        "row_month": days.months(first, one.month, label, one.row),
        "row_number": plain(number),
        "row_total": figures.money(Label.TOTAL_AMOUNT, one.total, one.row, bare=True),
        "row_day": days.day(Label.PERIOD_END, one.end, one.row),
        "row_reading": (figures.reading(Label.CURRENT_READING, one.current, one.row),),
        "row_usage": (figures.quantity(Label.USAGE, one.usage, one.row),),
        "row_paid": days.day(None, paid),
    }
