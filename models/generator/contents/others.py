"""Papers that are no bill of ours: look-alikes, letters, forms, and scraps of text."""

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents.facts import sample_facts
from models.generator.contents.meters import add_history
from models.generator.contents.utility import add_notes, customer, head, total_entry, ubn_entry, vendor
from models.generator.days import some_day
from models.generator.dice import Dice
from models.generator.marked import Entry, Marked, Table, plain
from models.generator.style import Style
from models.generator.wording import DISTRACTORS, NOTES, NUMBERS
from models.labels import Label

_KIND = BillKind.UNKNOWN


def _begin(dice: Dice) -> Content:
    style = Style.sample(dice, _KIND)
    return Content(_KIND, style, some_day(dice), plain(names.vendor(dice, _KIND)))


def sample_look_alike(dice: Dice) -> Content:
    """A telephone's bill, a tax notice, a premium: laid out as a utility's bill."""
    content = _begin(dice)
    style = content.style
    facts = sample_facts(dice, _KIND)
    head(content)
    customer(content)
    vendor(content)
    for group in ("period", "usage", "totals"):
        content.add(group, *style.distractors(_KIND, group, content.day, 1, 5))
    content.add(
        "charges", *(Entry(plain(name), style.figures.money(None, amount)) for name, amount in facts.charges)
    )
    entry = total_entry(content, facts.total)
    content.strong.append(entry)
    content.add("totals", entry)
    if dice.chance(0.3):
        add_history(content, facts)
    if dice.chance(0.4):
        content.add("invoice", ubn_entry(style, "buyer_ubn", Label.BUYER_UBN))
    add_notes(content, 8)
    return content


def sample_letter(dice: Dice) -> Content:
    """Letters, contracts, certificates: mostly sentences."""
    content = _begin(dice)
    head(content)
    style = content.style
    own = NOTES[_KIND.value]["lines"]
    for form in (*dice.some(own, 3, 14), *dice.some(NOTES["any"]["lines"], 0, 6)):
        content.notes.append(plain(style.filled(form, content.day)))
    if dice.chance(0.5):
        vendor(content)
    if dice.chance(0.4):
        content.add("customer", *style.distractors(_KIND, "customer", content.day, 1, 5))
    return content


def sample_grid(dice: Dice) -> Content:
    """Tables of things that are no periods: stock, people, temperatures."""
    content = _begin(dice)
    head(content, "lists")
    style = content.style
    forms = dice.some(DISTRACTORS["unknown"]["columns"], 2, 6)
    rows = [
        (plain(str(place)), *(plain(style.filled(form, content.day)) for _, form in forms))
        for place in range(1, dice.whole(3, 22) + 1)
    ]
    content.tables["list"] = Table((plain("序"), *(plain(name) for name, _ in forms)), tuple(rows))
    if dice.chance(0.4):
        customer(content)
    add_notes(content, 3)
    return content


def sample_scraps(dice: Dice) -> Content:
    """Little text, or none that belongs together: signs, labels, name cards, photographs."""
    content = _begin(dice)
    style = content.style
    everything = (*NOTES[_KIND.value]["lines"], *NOTES["any"]["lines"])
    for form in dice.some(everything, 1, 6):
        text = style.filled(form, content.day)
        content.notes.append(plain(text[: dice.amount(2, 40)] if dice.chance(0.5) else text))
    for _ in range(dice.whole(0, 5)):
        content.codes.append(_scrap(dice))
    return content


def _scrap(dice: Dice) -> Marked:
    shape = dice.choose((*NUMBERS["other"]["any"], "9", "AA", "999", "A9", "AAAA AAAA"))
    made = identifiers.shaped(dice, shape)
    return plain(dice.choose((made, names.stem(dice, 3), names.person(dice), names.brand(dice, _KIND), made)))


def sample_form(dice: Dice) -> Content:
    """Forms and registers: names with values, numbers of firms among them."""
    content = _begin(dice)
    style = content.style
    head(content)
    customer(content)
    content.add("vendor", ubn_entry(style, "seller_ubn", Label.SELLER_UBN))
    for group in ("customer", "usage", "period"):
        content.add(group, *style.distractors(_KIND, group, content.day, 1, 4))
    for label, form in dice.some(DISTRACTORS["unknown"]["blanks"], 2, 9):
        content.add("form", Entry(plain(label), plain(style.filled(form, content.day))))
    add_notes(content, 6)
    return content
