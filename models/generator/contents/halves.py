"""Lists for paper on which their second half stands beside the first; a sentence tells what they come to."""

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.lists import sample_list
from models.generator.contents.power_lists import sample_hours
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, pieced, plain
from models.generator.wording import TOLD
from models.labels import Label

_WORDS = TOLD["halves"]


def sample_halves(dice: Dice, kind: BillKind) -> Content:
    """Its rows without a line of sums, which become a sentence below them."""
    timed = kind is BillKind.ELECTRICITY and dice.chance(0.15)
    content = (sample_hours if timed else sample_list)(dice, kind)
    style, made = content.style, content.tables["list"]
    rows = [row for row in made.rows if any(piece.row >= 0 for cell in row for piece in cell)]
    rows = rows[: dice.whole(4, 16)]
    heads = tuple(
        tuple(piece._replace(text=piece.text.replace("\n", "")) for piece in head) for head in made.heads
    )
    content.tables["list"] = made._replace(heads=heads, rows=tuple(rows), english=())
    if dice.chance(0.65):
        _sum_up(content, rows)
    for form in dice.some(_WORDS["notes"], 0, 3):
        content.notes.append(plain(style.filled(form, content.day)))
    return content


def _in_a_line(head: Marked) -> Marked:
    return tuple(piece._replace(text=piece.text.replace("\n", "")) for piece in head)


def _sum_up(content: Content, rows: list[tuple[Marked, ...]]) -> None:
    """Only where every row has a quantity and an amount."""
    style, dice = content.style, content.style.dice
    used, owed = (_values(rows, label) for label in (Label.USAGE, Label.TOTAL_AMOUNT))
    if not len(used) == len(owed) == len(rows):
        return
    said: dict[str, Marked] = {
        "n": plain(str(len(rows))),
        "u": (style.figures.quantity(Label.USAGE, sum(used)),),
        "t": style.figures.money(Label.TOTAL_AMOUNT, sum(owed), bare=True),
        "d": (style.unit_piece(),),
        "q": plain(style.figures.number(sum(used) // len(rows))),
    }
    content.add("sums", Entry(EMPTY, pieced(dice.choose(_WORDS["sums"]), said)))


def _values(rows: list[tuple[Marked, ...]], label: Label) -> list[int]:
    """Of the rows' own pieces."""
    pieces: list[Piece] = [piece for row in rows for cell in row for piece in cell]
    return [int(piece.value) for piece in pieces if piece.label is label and piece.value.isdecimal()]
