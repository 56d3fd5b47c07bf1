"""Pages without end: a kind, a family of it, what the bill says, how it is laid out, how it is seen."""

from collections.abc import Collection, Sequence
from functools import cache
from random import Random
from typing import Final

from domain.checkup.reading import BillKind
from models.generator.blocks.texts import paragraph
from models.generator.contents.feet import named_at_foot
from models.generator.cropping import cropped
from models.generator.dice import Dice
from models.generator.geometry import Moves, quad_of, sample_shot
from models.generator.grammars import FAMILIES, NAMED_IN_HEAD, Family
from models.generator.marked import Piece
from models.generator.pages import PrintedLine, SampledPage, Stretch
from models.generator.paper import Column, Paper
from models.generator.phrasing import METERED
from models.generator.segmentation import Cutting, Run, runs
from models.generator.truth import truth_of

FAMILY_NAMES: Final = tuple(family.name for family in FAMILIES)
# Kinds with more to tell apart come more often.
_KINDS: Final = (
    *(BillKind.ELECTRICITY,) * 5, *(BillKind.WATER,) * 4, *(BillKind.NATURAL_GAS,) * 4, *(BillKind.FUEL,) * 5,
    *(BillKind.LPG,) * 4, *(BillKind.INVOICE,) * 6, *(BillKind.UNKNOWN,) * 5,
)  # fmt: skip
# How many bills of utilities name their vendor in their last line only.
_AT_FOOT: Final = 0.1
_LEAST_PIXELS, _MOST_PIXELS = 700, 2400


def sample_page(
    random: Random, families: Collection[str] | None = None, *, variety: bool = True
) -> SampledPage:
    """One page of any family, or of `families`; the same `random` gives the same page.

    Without `variety` every kind has one family, one layout and one wording; what bills say still differs.
    Raises ValueError for a family that there is none of.
    """
    allowed = _allowed(None if families is None else frozenset(families))
    dice = Dice(random, varied=variety)
    kind = _KINDS[int(random.random() * len(_KINDS))]
    while not allowed[kind]:
        kind = _KINDS[int(random.random() * len(_KINDS))]
    family = dice.choose(allowed[kind])
    paper = _laid_out(dice, family, kind)
    return _seen(dice, paper, family, kind)


@cache
def _allowed(names: frozenset[str] | None) -> dict[BillKind, Sequence[Family]]:
    strange = (names or frozenset()) - set(FAMILY_NAMES)
    if strange or names == frozenset():
        raise ValueError(f"no such families: {sorted(strange)}; there are {FAMILY_NAMES}")
    return {
        kind: [one for one in FAMILIES if kind in one.kinds and (names is None or one.name in names)]
        for kind in BillKind
    }


def _laid_out(dice: Dice, family: Family, kind: BillKind) -> Paper:
    content = family.says(dice, kind)
    if kind in METERED and family.name not in NAMED_IN_HEAD and dice.chance(_AT_FOOT):
        named_at_foot(content)
    width = dice.between(_LEAST_PIXELS, _MOST_PIXELS)
    fewest, most = dice.choose(family.papers)
    size = width / dice.between(fewest, most)
    paper = Paper(content.style, width, size)
    margin = width * dice.between(0.01, 0.09)
    column = Column(paper, margin, width - margin, margin, size)
    family.lays_out(column, content)
    if content.foot:
        column.skip(dice.between(0.0, 1.5))
        paragraph(column, content.foot, dice.between(0.75, 1.0))
    return paper


def _seen(dice: Dice, paper: Paper, family: Family, kind: BillKind) -> SampledPage:
    found = cropped(dice, paper, runs(paper, Cutting.sample(dice)))
    if kind is BillKind.UNKNOWN:
        for run in found:
            run.pieces = [Piece(piece.text) for piece in run.pieces]
    height = max((run.y + run.size for run in found), default=paper.width) + paper.size
    shot = sample_shot(dice, paper.width, height)
    values, rows = truth_of(piece for run in found for piece in run.pieces)
    lines = tuple(line for run in found if (line := _line(run, shot.moves)))
    by_hand = any(line.handwritten for line in lines)
    return SampledPage(kind, family.name, lines, shot.width, shot.height, values, rows, by_hand)


def _line(run: Run, moves: Moves) -> PrintedLine | None:
    """Without blanks at its ends."""
    text = "".join(piece.text for piece in run.pieces)
    trimmed = text.strip()
    if not trimmed:
        return None
    place = len(text.lstrip()) - len(text)
    stretches = []
    for piece in run.pieces:
        end = place + len(piece.text)
        # A piece that was cut may have a blank at an end of the line, where it is trimmed.
        inside = max(place, 0), min(end, len(trimmed))
        if piece.label is not None and inside[0] < inside[1]:
            stretches.append(Stretch(*inside, piece.label))
        place = end
    return PrintedLine(trimmed, quad_of(run, moves), tuple(stretches), run.size, run.handwritten)
