"""Papers about power, water and gas that are no bill: logs of readings, tariffs, applications, estimates."""

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.drawers import sample_ledger
from models.generator.contents.papers import filled_fact
from models.generator.days import some_day
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Marked, plain
from models.generator.phrasing import METERED as METERED_KINDS
from models.generator.style import Style
from models.generator.wording import METERED


def sample_metered_ledger(dice: Dice) -> Content:
    """Readings somebody keeps for himself, a meter's day by day, or what a unit costs by steps."""
    content = sample_ledger(dice, METERED["ledgers"])
    content.vendor = _issuer(dice)
    return content


def sample_metered_sheet(dice: Dice) -> Content:
    """An application, an estimate, a certificate, a notice of works, a screen of today's use."""
    paper = dice.choose(METERED["sheets"])
    style, day = Style.sample(dice, BillKind.UNKNOWN), some_day(dice)
    content = Content(BillKind.UNKNOWN, style, day, _issuer(dice))
    content.titles.append(plain(style.filled(dice.choose(paper["titles"]), day)))
    # Facts that stand near each other in the list are of one topic.
    start, every = dice.whole(0, len(paper["facts"]) - 12), paper["facts"]
    near = every[start : start + dice.whole(12, 24)] if dice.chance(0.75) else every
    facts = [filled_fact(content, pair) for pair in dice.some(near, 4, 16)]
    content.add("facts", *facts)
    content.add("told", *facts)
    content.notes = [plain(style.filled(form, day)) for form in dice.some(paper["lines"], 0, 6)]
    return content


def _issuer(dice: Dice) -> Marked:
    """A utility's name as often as anybody's: a name alone makes no bill."""
    if dice.chance(0.35):
        return EMPTY
    if dice.chance(0.6):
        return plain(names.vendor(dice, dice.choose(METERED_KINDS)))
    return plain(names.customer(dice))
