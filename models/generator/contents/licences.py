"""Certificates, licences and registers that offices print, which are no bill."""

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.drawers import sample_ledger
from models.generator.contents.papers import filled_fact
from models.generator.days import some_day
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, plain
from models.generator.style import Style
from models.generator.wording import LICENCES


def sample_licence(dice: Dice) -> Content:
    """Many cells of one sort of paper, numbers at its head, a seal, and remarks at its foot."""
    sort = dice.choose(LICENCES["licences"])
    style, day = Style.sample(dice, BillKind.UNKNOWN), some_day(dice)
    content = Content(BillKind.UNKNOWN, style, day, _office(dice))
    title = dice.choose(sort["titles"])
    spaced = " ".join(title) if dice.chance(0.15) and not title.isascii() else title
    content.titles.append(plain(style.filled(spaced, day)))
    content.add("facts", *_facts(content, sort["facts"]))
    for group, form in (("heads", "heads"), ("seal", "seals")):
        told = dice.some(LICENCES["offices"][form], 0, 3)
        content.add(group, *(Entry(EMPTY, plain(style.filled(one, day))) for one in told))
    content.notes = [plain(style.filled(one, day)) for one in dice.some(LICENCES["offices"]["feet"], 0, 4)]
    return content


def _facts(content: Content, every: list[tuple[str, str]]) -> list[Entry]:
    """Mostly in the order of the list, in which what belongs together stands together; one name once."""
    dice = content.style.dice
    count = dice.whole(5, 22)
    chosen = dice.some(range(len(every)), count, count)
    ordered = sorted(chosen) if dice.chance(0.75) else chosen
    told = {every[place][0]: every[place] for place in ordered}
    return [filled_fact(content, pair) for pair in told.values()]


def _office(dice: Dice) -> Marked:
    form = dice.choose(LICENCES["offices"]["forms"])
    place = names.stem(dice) + dice.drawn(("市", "縣"))
    number = "一二三四五六"[dice.amount(0, 5)]
    latin = names.english(dice, BillKind.INVOICE).split(" ")[0]
    made = form.format(n=number, p=place, s=names.stem(dice), t=names.stem(dice, 3), e=latin)
    return plain(made) if made else EMPTY


def sample_register(dice: Dice) -> Content:
    """A firm's own list of its vehicles, machines, vessels or certificates."""
    return sample_ledger(dice, LICENCES["registers"])
