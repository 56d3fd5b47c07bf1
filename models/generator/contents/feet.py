"""Bills whose head names no firm, or only by a short name: the registered name stands at the page's foot."""

from models.generator.content import Content
from models.generator.identifiers import ubn
from models.generator.marked import EMPTY, Marked, Piece, pieced, plain
from models.generator.names import address, brand, stem, telephone
from models.generator.style import Style
from models.generator.wording import METERED, PIPES
from models.labels import Label


def named_at_foot(content: Content) -> None:
    """Takes the vendor's name out of the head and puts it into a line below everything else."""
    if not any(piece.label is Label.VENDOR for piece in content.vendor):
        return
    style, dice = content.style, content.style.dice
    if dice.chance(0.35):
        content.foot = _numbered(content)
    else:
        before, _, after = dice.choose(METERED["feet"]["lines"]).partition("{v}")
        line = (
            Piece(style.filled(before, content.day)),
            *content.vendor,
            Piece(style.filled(after, content.day)),
        )
        content.foot = tuple(piece for piece in line if piece.text)
    content.vendor = _short(style) if dice.chance(0.5) else EMPTY


def _numbered(content: Content) -> Marked:
    """The name with its number, which is the one that the page tells elsewhere."""
    dice = content.style.dice
    told = (
        piece
        for group in content.groups.values()
        for entry in group
        for piece in (*entry.words, *entry.value)
    )
    number = next((piece for piece in told if piece.label is Label.SELLER_UBN), None)
    drawn = ubn(dice)
    said = {
        "v": content.vendor,
        "u": (number or Piece(drawn, Label.SELLER_UBN, drawn),),
        "t": plain(telephone(dice)),
        "a": plain(address(dice)),
    }
    return pieced(dice.choose(PIPES["feet"]["lines"]), said)


def _short(style: Style) -> Marked:
    """What a site or a bill calls itself, which is no firm's name."""
    dice = style.dice
    if dice.chance(0.4):
        return plain(brand(dice, style.kind))
    return plain(dice.choose(METERED["feet"]["short"]).format(s=stem(dice), t=stem(dice, 3)))
