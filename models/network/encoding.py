"""Sheets as tensors: all characters of a batch in one row, with gaps so that no line sees into the next."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from domain.checkup.reading import BillKind
from models.labels import Label
from models.network.places import NO_LINE, Places, places
from models.network.vocabulary import PADDING, CharacterClass, Vocabulary, class_of
from models.sheets import TextLine

# A kernel of five reaches two characters to each side.
GAP = 2
LONGEST_LINE = 200
MOST_LINES = 400
KINDS = tuple(BillKind)
LABELS = tuple(Label)
OUTSIDE = 0
CLASSES = 1 + 2 * len(LABELS)
IGNORED = -100


@dataclass(frozen=True, slots=True)
class EncodedSheet:
    """One sheet as arrays. `kept` are the numbers of its lines that were taken, in their order; `targets` is
    what training wants of each character, `kind` its kind's number."""

    characters: list[np.ndarray]
    classes: list[np.ndarray]
    kept: list[int]
    where: Places
    targets: list[np.ndarray]
    kind: int = IGNORED


@dataclass(frozen=True, slots=True)
class Batch:
    """B sheets of at most L lines, n lines and t places for characters in all.

    `characters`, `classes` (t); `line_of` (t) the line of each, n for a gap; `sheet_of`, `place_of` (n) where
    a line stands in (B, L); `neighbours` (n, 6), n for none; `boxes` (B, L + 1, 4), the whole sheet first.
    """

    characters: Tensor
    classes: Tensor
    line_of: Tensor
    sheet_of: Tensor
    place_of: Tensor
    neighbours: Tensor
    features: Tensor
    boxes: Tensor
    mask: Tensor
    aspects: Tensor
    targets: Tensor
    kinds: Tensor

    def to(self, device: torch.device) -> "Batch":
        return Batch(*(getattr(self, name).to(device, non_blocking=True) for name in self.__slots__))


def encode(
    lines: Sequence[TextLine],
    vocabulary: Vocabulary,
    targets: Sequence[np.ndarray] | None = None,
    kind: BillKind | None = None,
) -> EncodedSheet | None:
    """None for a sheet without text. Overlong lines and sheets are cut."""
    kept = [number for number, line in enumerate(lines) if line.text.strip()][:MOST_LINES]
    if not kept:
        return None
    texts = [lines[number].text[:LONGEST_LINE] for number in kept]
    return EncodedSheet(
        [np.array([vocabulary.number(character) for character in text], np.int64) for text in texts],
        [np.array([class_of(character) for character in text], np.int64) for text in texts],
        kept,
        places([lines[number] for number in kept]),
        [targets[number][:LONGEST_LINE] for number in kept] if targets is not None else [],
        IGNORED if kind is None else KINDS.index(kind),
    )


def batch_of(sheets: Sequence[EncodedSheet]) -> Batch:
    """Puts sheets together."""
    counts = [len(sheet.kept) for sheet in sheets]
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    total, longest = sum(counts), max(counts)
    boxes = np.zeros((len(sheets), longest + 1, 4), np.int64)
    boxes[:, 0] = (0, 0, 1000, 1000)
    mask = np.zeros((len(sheets), longest + 1), np.int64)
    neighbours = []
    for number, (sheet, first, count) in enumerate(zip(sheets, firsts, counts, strict=True)):
        boxes[number, 1 : count + 1] = sheet.where.boxes
        mask[number, : count + 1] = 1
        near = sheet.where.neighbours
        neighbours.append(np.where(near == NO_LINE, total, near + first))
    return Batch(
        _row([line for sheet in sheets for line in sheet.characters], PADDING),
        _row([line for sheet in sheets for line in sheet.classes], CharacterClass.PADDING),
        _row([np.full(len(line), number) for number, line in enumerate(_all_lines(sheets))], total),
        torch.from_numpy(np.repeat(np.arange(len(sheets)), counts)),
        torch.from_numpy(np.concatenate([np.arange(1, count + 1) for count in counts])),
        torch.from_numpy(np.concatenate(neighbours)),
        torch.from_numpy(np.concatenate([sheet.where.features for sheet in sheets])),
        torch.from_numpy(boxes),
        torch.from_numpy(mask),
        torch.tensor([sheet.where.aspect for sheet in sheets], dtype=torch.float32),
        _row([line for sheet in sheets for line in sheet.targets], IGNORED),
        torch.tensor([sheet.kind for sheet in sheets]),
    )


def begin(label: Label) -> int:
    """The class of a field's first character; the next one is that of its others."""
    return 1 + 2 * LABELS.index(label)


def _all_lines(sheets: Sequence[EncodedSheet]) -> list[np.ndarray]:
    return [line for sheet in sheets for line in sheet.characters]


def _row(lines: Sequence[np.ndarray], filling: int) -> Tensor:
    gap = np.full(GAP, filling, np.int64)
    parts = [gap]
    for line in lines:
        parts += [line, gap]
    return torch.from_numpy(np.concatenate(parts))
