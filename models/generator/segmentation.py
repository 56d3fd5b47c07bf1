"""Printed text as a recogniser cuts it: near neighbours in one line, wide gaps between two."""

from dataclasses import dataclass

from models.generator.dice import Dice
from models.generator.marked import Piece
from models.generator.paper import Atom, Paper

# Two texts stand in one line if their middles are this near, in heights.
_LEVEL = 0.35
_MOST_DIFFERENT = 1.5
# So much higher than wide are words that go down.
_TALL = 1.8


@dataclass(slots=True)
class Run:
    """Pieces that come out as one line, level, from their left top."""

    x: float
    y: float
    width: float
    size: float
    pieces: list[Piece]
    handwritten: bool

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Cutting:
    """Gaps narrower than `merged` heights are none; `apart` is how often name and value part all the same."""

    merged: float
    joint: str
    apart: float

    @classmethod
    def sample(cls, dice: Dice) -> "Cutting":
        apart = dice.choose((0.0, 0.0, 0.05, 0.15))
        return cls(dice.between(0.15, 1.1), dice.choose(("", "", " ")), apart)


def runs(paper: Paper, cutting: Cutting) -> list[Run]:
    """All that was printed, line by line from the top."""
    cut = [run for atom in paper.atoms for run in _cut(paper, atom, cutting)]
    cut.sort(key=lambda run: run.y + run.size / 2)
    merged: list[Run] = []
    level: list[Run] = []
    for run in cut:
        if level and run.y + run.size / 2 - level[0].y - level[0].size / 2 > _LEVEL * min(
            run.size, level[0].size
        ):
            merged += _merged(paper, level, cutting)
            level = []
        level.append(run)
    return merged + _merged(paper, level, cutting)


def _cut(paper: Paper, atom: Atom, cutting: Cutting) -> list[Run]:
    """Apart at wide blanks, and now and then between a name and its value."""
    groups: list[list[Piece]] = [[]]
    for piece in atom.marked:
        if piece.label is None and ("　" in piece.text or "  " in piece.text):
            for number, part in enumerate(piece.text.replace("　", "  ").split("  ")):
                if number:
                    groups.append([])
                groups[-1].append(Piece(part))
        elif piece.label is not None and groups[-1] and cutting.apart and paper.dice.chance(cutting.apart):
            groups.append([piece])
        else:
            groups[-1].append(piece)
    if len(groups) == 1:
        return [Run(atom.x, atom.y, atom.width, atom.size, list(atom.marked), atom.handwritten)]
    return list(_placed(paper, atom, groups))


def _placed(paper: Paper, atom: Atom, groups: list[list[Piece]]) -> list[Run]:
    """Where the groups come to stand; blanks between them are spread evenly."""
    if atom.size > _TALL * atom.width:
        return _below_each_other(atom, groups)
    widths = [paper.measure("".join(piece.text for piece in group), atom.size) for group in groups]
    gap = max((atom.width - sum(widths)) / (len(groups) - 1), 0.05 * atom.size)
    placed, x = [], atom.x
    for group, width in zip(groups, widths, strict=True):
        if width:
            placed.append(Run(x, atom.y, width, atom.size, group, atom.handwritten))
        x += width + gap
    return placed


def _below_each_other(atom: Atom, groups: list[list[Piece]]) -> list[Run]:
    """Of words that go down each group takes as much of the height as it has signs."""
    signs = [sum(len(piece.text) for piece in group) for group in groups]
    placed, y = [], atom.y
    for group, count in zip(groups, signs, strict=True):
        size = atom.size * count / sum(signs)
        if count:
            placed.append(Run(atom.x, y, atom.width, size, group, atom.handwritten))
        y += size
    return placed


def _merged(paper: Paper, level: list[Run], cutting: Cutting) -> list[Run]:
    level.sort(key=lambda run: run.x)
    made: list[Run] = []
    for run in level:
        before = made[-1] if made else None
        if before is None or not _near(before, run, cutting, paper.dice):
            made.append(run)
            continue
        joint = [Piece(cutting.joint)] if cutting.joint else []
        before.pieces = [*before.pieces, *joint, *run.pieces]
        before.width = run.right - before.x
        before.y = min(before.y, run.y)
        before.size = max(before.size, run.size)
        before.handwritten = before.handwritten or run.handwritten
    return made


def _near(before: Run, run: Run, cutting: Cutting, dice: Dice) -> bool:
    if _is_tall(before) or _is_tall(run):
        return False
    gap = run.x - before.right
    small, large = sorted((before.size, run.size))
    if gap < -0.5 * small or large > _MOST_DIFFERENT * small:
        return False
    return gap < small * cutting.merged * dice.between(0.7, 1.3)


def _is_tall(run: Run) -> bool:
    """Words that go down."""
    return run.size > _TALL * run.width and sum(len(piece.text) for piece in run.pieces) > 1
