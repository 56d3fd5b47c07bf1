"""What is not seen: edges cut off, and boxes laid over."""

from dataclasses import replace

from models.generator.dice import Dice
from models.generator.marked import Piece
from models.generator.paper import Paper
from models.generator.segmentation import Run
from models.labels import Label

_EDGES = ("top", "bottom", "left", "right", "bottom", "top")


def cropped(dice: Dice, paper: Paper, found: list[Run]) -> list[Run]:
    """Mostly all of them; now and then without what lies beyond an edge or under a box."""
    if not dice.varied or not found:
        return found
    parts = _parts(found)
    if dice.chance(0.07):
        found = _without_edge(dice, paper, found) or found
    if dice.chance(0.05):
        found = _without_box(dice, found) or found
    _without_half_names(found)
    # Parts beside their sum, and sizes of bottles with counts, are none where some of them are gone.
    if len(_parts(found)) < len(parts) and ("0" in parts or _is_told(found)):
        _without_parts(found)
    return found


def _parts(found: list[Run]) -> list[str]:
    return [one.value for run in found for one in run.pieces if one.label is Label.USAGE_PART]


def _is_told(found: list[Run]) -> bool:
    """Whether the usage itself is printed."""
    return any(one.label is Label.USAGE for run in found for one in run.pieces)


def _without_parts(found: list[Run]) -> None:
    """Sizes without their counts, and some parts of a sum, say nothing that is true."""
    for run in found:
        run.pieces = [Piece(one.text) if one.label is Label.USAGE_PART else one for one in run.pieces]


def _without_half_names(found: list[Run]) -> None:
    """One half of a name in two lines is none where the other half is gone."""
    said = [piece for run in found for piece in run.pieces if piece.label is Label.VENDOR]
    whole = {"".join(piece.text.split()) for piece in said}
    if any(
        piece.value in whole or piece.value == "".join("".join(one.text.split()) for one in said)
        for piece in said
    ):
        return
    for run in found:
        run.pieces = [Piece(one.text) if one.label is Label.VENDOR else one for one in run.pieces]


def _without_edge(dice: Dice, paper: Paper, found: list[Run]) -> list[Run]:
    edge = dice.choose(_EDGES)
    share = dice.between(0.03, 0.5) if edge in ("top", "bottom") else dice.between(0.03, 0.3)
    top, bottom = min(run.y for run in found), max(run.y for run in found)
    cut = top + (bottom - top) * share
    if edge == "top":
        return [run for run in found if run.y >= cut]
    if edge == "bottom":
        return [run for run in found if run.y <= bottom - (cut - top)]
    if edge == "left":
        return [run for run in found if run.x >= paper.width * share]
    right = paper.width * (1 - share)
    return [seen for run in found if run.x < right and (seen := _until(paper, run, right))]


def _until(paper: Paper, run: Run, right: float) -> Run | None:
    """What of a line lies left of the cut; a field that is cut in two is none."""
    if run.right <= right:
        return run
    room, kept, used = right - run.x, list[Piece](), 0.0
    for piece in run.pieces:
        wide = paper.measure(piece.text, run.size)
        if used + wide <= room:
            kept.append(piece)
            used += wide
            continue
        count = int(len(piece.text) * max(room - used, 0.0) / wide) if wide else 0
        rest = Piece(piece.text[:count])
        return replace(run, pieces=[*kept, rest], width=room) if kept or rest.text else None
    return run


def _without_box(dice: Dice, found: list[Run]) -> list[Run]:
    """A black bar or a thumb over some of it."""
    hidden = dice.choose(found)
    left, top = hidden.x - dice.between(0, 3) * hidden.size, hidden.y - dice.between(0, 2) * hidden.size
    right, bottom = left + dice.between(4, 30) * hidden.size, top + dice.between(1, 6) * hidden.size
    return [
        run
        for run in found
        if run.y + run.size / 2 < top or run.y + run.size / 2 > bottom or run.right < left or run.x > right
    ]
