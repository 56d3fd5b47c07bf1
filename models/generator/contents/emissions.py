"""How papers of fuel and gas tell what burning it gives off."""

from models.generator.content import Content
from models.generator.contents.utility import carbon_entry
from models.generator.marked import Marked, Piece
from models.generator.style import Style
from models.generator.wording import ENERGY


def tell_carbon(content: Content, piece: Piece) -> None:
    """As an entry, as its words with little between, or in a sentence of its own."""
    style, dice = content.style, content.style.dice
    if dice.chance(0.4):
        content.notes.insert(0, _sentence(content, piece))
        return
    entry = carbon_entry(style, piece)
    if dice.chance(0.4):
        about = dice.choose(("", "約", "：", "約為"))
        content.notes.insert(0, tuple(p for p in (*entry.words, Piece(about), *entry.value) if p.text))
    else:
        content.add("carbon", entry)


def _sentence(content: Content, piece: Piece) -> Marked:
    style: Style = content.style
    before, _, behind = style.dice.choose(ENERGY["carbon"]["told"]).partition("{x}")
    unit = style.dice.choose(ENERGY["carbon"]["units"])
    pieces = (Piece(before), piece, Piece(unit + style.filled(behind, content.day)))
    return tuple(one for one in pieces if one.text)
