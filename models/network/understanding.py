"""What the network makes of a sheet."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from domain.checkup.reading import BillKind
from models.network.decoding import spans
from models.network.encoding import GAP, KINDS, LONGEST_LINE, EncodedSheet, batch_of, encode
from models.network.weights import WEIGHTS, Trained, load
from models.sheets import Sheet
from models.understood import Understood

NOTHING = Understood({kind: float(kind is BillKind.UNKNOWN) for kind in BillKind}, ())


class Understanding:
    """Loaded once per process."""

    def __init__(self, trained: Trained) -> None:
        self.trained = trained

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Understanding":
        return cls(load(path))

    @property
    def version(self) -> str:
        return self.trained.version

    def understand(self, sheet: Sheet) -> Understood:
        """Kinds with their probabilities, and labelled spans of the sheet's lines."""
        return self.understand_all([sheet])[0]

    def understand_all(self, sheets: Sequence[Sheet]) -> list[Understood]:
        """Several sheets in one pass."""
        encoded = [encode(sheet.lines, self.trained.vocabulary) for sheet in sheets]
        present = [(sheet, one) for sheet, one in zip(sheets, encoded, strict=True) if one is not None]
        found = iter(self._pass(present) if present else ())
        return [NOTHING if one is None else next(found) for one in encoded]

    def _pass(self, present: Sequence[tuple[Sheet, EncodedSheet]]) -> list[Understood]:
        with torch.inference_mode():
            labels, kinds = self.trained.network(batch_of([one for _, one in present]))
        of_characters = labels.softmax(-1).numpy()
        of_kinds = kinds.softmax(-1).tolist()
        told, first = [], 0
        for (sheet, one), likely in zip(present, of_kinds, strict=True):
            length = sum(len(line) + GAP for line in one.characters)
            told.append(_understood(sheet, one, of_characters[first : first + length + GAP], likely))
            first += length
        return told


def _understood(sheet: Sheet, one: EncodedSheet, row: np.ndarray, likely: Sequence[float]) -> Understood:
    texts = [sheet.lines[number].text[:LONGEST_LINE] for number in one.kept]
    kinds = dict(zip(KINDS, likely, strict=True))
    return Understood(kinds, tuple(spans(row, one.kept, texts)), _unread(sheet, one))


def _unread(sheet: Sheet, one: EncodedSheet) -> int:
    """Lines that were left out, or whose end with figures was."""
    left_out = sum(bool(line.text.strip()) for line in sheet.lines) - len(one.kept)
    ends = (sheet.lines[number].text[LONGEST_LINE:] for number in one.kept)
    return left_out + sum(any(map(str.isdigit, end)) for end in ends)
