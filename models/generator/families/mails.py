"""A delivery or a sale told in a mail: its head, a greeting, what came in sentences or lines, who writes."""

from models.generator.blocks.entries import aligned, cards, inline, packed, spread
from models.generator.blocks.goods import filled_in, worded
from models.generator.blocks.strung import strung
from models.generator.blocks.tables import table
from models.generator.blocks.texts import notes, paragraph
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.contents.parties import BUYER_LINE, SELLER_LINE
from models.generator.families.buyers import number_among_facts
from models.generator.marked import Entry, Piece, plain
from models.generator.paper import Column
from models.generator.wording import PADS
from models.labels import Label

_WORDS = PADS["mails"]


def delivery(column: Column, content: Content) -> None:
    """The seller's name stands in the head, in the signature, or in both."""
    dice, style = column.paper.dice, content.style
    number_among_facts(content)
    _head(column, content)
    if dice.chance(0.8):
        column.line(plain(style.filled(dice.choose(_WORDS["greetings"]), content.day)))
    column.skip(dice.between(0.0, 0.6))
    if dice.chance(0.7):
        paragraph(column, plain(dice.choose(_WORDS["openings"])))
    facts = [*content.groups.get("invoice", []), *content.groups.get("facts", [])]
    facts = dice.shuffled(facts) if dice.chance(0.4) else facts
    block = dice.choose((inline, inline, spread, aligned, strung, cards))
    first = dice.chance(0.5)
    if first:
        block(column, facts)
    _told(column, content)
    for name in ("sums", "weight", "payment"):
        block(column, content.groups.get(name, []))
    if not first:
        block(column, facts)
    block(column, content.groups.get(BUYER_LINE if dice.chance(0.4) else "buyer", []))
    for form in dice.some(_WORDS["beside"], 0, 4):
        paragraph(column, plain(style.filled(form, content.day)))
    _signed(column, content)
    notes(column, content, dice.between(0.7, 1.0))


def _head(column: Column, content: Content) -> None:
    """From, to, subject and the day, as programs for mail show them."""
    dice, style = column.paper.dice, content.style
    sender = style.filled(dice.choose(_WORDS["senders"]), content.day)
    receiver = style.filled(dice.choose(_WORDS["receivers"]), content.day)
    lines = [plain(form.format(m=sender, x=receiver)) for form in dice.some(_WORDS["heads"], 1, 3)]
    if dice.chance(0.3):
        lines[0] = (*content.vendor, Piece(" <" + sender.rpartition("<")[2].rstrip(">") + ">"))
    subject = dice.choose(_WORDS["subjects"][content.kind.value])
    subject = subject if dice.chance(0.8) else f"{subject} #{dice.amount(1000, 999999)}"
    told = plain(dice.choose(_WORDS["subject"]) + subject)
    lines.insert(dice.whole(0, len(lines)), told)
    days = [one for one in content.groups.get("invoice", []) if _is_dated(one)]
    if days and dice.chance(0.5):
        lines.append((*plain(dice.choose(_WORDS["days"])), *days[0].value))
    for line in lines:
        marked = tuple(piece for piece in line if piece.text)
        column.y += column.cell(column.left, column.width, marked, 0.0) - column.size
        column.skip()
    column.skip(dice.between(0.2, 1.0))


def _is_dated(entry: Entry) -> bool:
    return any(piece.label is Label.ISSUE_DATE for piece in entry.value)


def _told(column: Column, content: Content) -> None:
    """In sentences, as entries, in the page's lines or as a table."""
    dice, rows = column.paper.dice, content.tables[LINES].rows
    if len(rows) < 4 and dice.chance(0.35):
        form = dice.choose(_WORDS["sentences"])
        for row in rows:
            paragraph(column, filled_in(form, row))
    elif "product" in content.groups and dice.chance(0.6):
        dice.choose((inline, aligned, spread, strung, packed))(column, content.groups["product"])
    elif dice.chance(0.5):
        worded(column, content.tables[LINES])
    else:
        table(column, content.tables["items"])


def _signed(column: Column, content: Content) -> None:
    """Whose mail it was: name, number, address."""
    dice = column.paper.dice
    if dice.chance(0.5):
        column.line(
            plain(dice.choose(("敬上", "Best regards,", "此致", "--", "祝 商祺", "謝謝您！", "Thank you.")))
        )
    column.line((*content.vendor, *plain(dice.choose(("", "", " 敬上", " 業務部", " 客服中心")))))
    group = content.groups.get(SELLER_LINE if dice.chance(0.5) else "seller", [])
    dice.choose((inline, strung, packed))(column, group)
