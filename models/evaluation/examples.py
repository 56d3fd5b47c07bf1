"""Pictures with their truth, kept as what was seen on them: text with places, and codes."""

import base64
import json
import lzma
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.codes.code import Code, CodeFormat
from models.evaluation.scoring import Truth
from models.seen import SeenPage
from models.sheets import TextLine

# 700 photographs of drawn bills, as they were seen; docs/model-card.md says how they came about.
HELD_OUT = Path(__file__).with_name("held_out.jsonl.xz")
# Photographs of sampled pages: families of layouts that training samples, on pages that it never had.
SEEN_FAMILIES = Path(__file__).with_name("seen_families.jsonl.xz")
# Other families of layouts, which confidence and thresholds are fitted to.
DEVELOPMENT = Path(__file__).with_name("development.jsonl.xz")
# Scores of characters are kept as printable characters, this one for a half.
_EVEN_ODDS = ord("@")
_LEAST_SCORE, _MOST_SCORE = 0.02, 0.9999


@dataclass(frozen=True, slots=True)
class Example:
    """One picture with one document; `level` is how hard the picture is, `family` its layout."""

    name: str
    kind: BillKind
    family: str
    level: str
    values: Truth
    rows: tuple[Truth, ...]
    pages: tuple[SeenPage, ...]
    handwritten: bool = False
    coded: Truth = field(default_factory=dict)

    @property
    def fields(self) -> int:
        """How many values are true of it."""
        return len(self.values) + sum(map(len, self.rows))


def truth(values: Mapping[str, str]) -> Truth:
    """From plain names."""
    return {ReadingField(name): value for name, value in values.items()}


def save(path: Path, examples: Iterable[Example]) -> None:
    """As xz-compressed JSON, one example a line."""
    with lzma.open(path, "wt", encoding="utf-8", preset=9) as lines:
        for example in examples:
            lines.write(json.dumps(_plain(example), ensure_ascii=False, separators=(",", ":")) + "\n")


def load(path: Path) -> list[Example]:
    """What `save` wrote."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [_example(json.loads(line)) for line in lines]


def _plain(example: Example) -> dict[str, Any]:
    return {
        "name": example.name,
        "kind": example.kind,
        "family": example.family,
        "level": example.level,
        "handwritten": example.handwritten,
        "values": dict(example.values),
        "coded": dict(example.coded),
        "rows": [dict(row) for row in example.rows],
        "pages": [_plain_page(page) for page in example.pages],
    }


def _plain_page(page: SeenPage) -> dict[str, Any]:
    return {
        "size": [page.width, page.height],
        "turned": page.turned,
        "source": page.source,
        "lines": [
            [
                line.text,
                [round(side) for point in line.quad for side in point],
                round(line.score, 3),
                None if line.by_hand is None else round(line.by_hand, 3),
                _as_characters(line.scores),
            ]
            for line in page.lines
        ],
        "codes": [
            [code.format, base64.b64encode(code.content).decode(), [round(side, 4) for side in code.box]]
            for code in page.codes
        ],
    }


def _example(told: Mapping[str, Any]) -> Example:
    return Example(
        told["name"],
        BillKind(told["kind"]),
        told["family"],
        told["level"],
        truth(told["values"]),
        tuple(truth(row) for row in told["rows"]),
        tuple(_page(number, page) for number, page in enumerate(told["pages"], 1)),
        told["handwritten"],
        truth(told["coded"]),
    )


def _page(number: int, told: Mapping[str, Any]) -> SeenPage:
    width, height = told["size"]
    return SeenPage(
        number,
        width,
        height,
        tuple(_line(*line) for line in told["lines"]),
        tuple(
            Code(base64.b64decode(content), CodeFormat(form), tuple(box))
            for form, content, box in told["codes"]
        ),
        ReadingSource(told["source"]),
        told["turned"],
    )


def _line(
    text: str, sides: Sequence[int], score: float, by_hand: float | None = None, scores: str = ""
) -> TextLine:
    x1, y1, x2, y2, x3, y3, x4, y4 = map(float, sides)
    return TextLine(text, ((x1, y1), (x2, y2), (x3, y3), (x4, y4)), score, by_hand, _of_characters(scores))


def _as_characters(scores: Sequence[float]) -> str:
    """Each as one character, by the quarters of its log odds."""
    bounded = (min(max(score, _LEAST_SCORE), _MOST_SCORE) for score in scores)
    return "".join(chr(_EVEN_ODDS + round(4 * math.log(one / (1 - one)))) for one in bounded)


def _of_characters(steps: str) -> tuple[float, ...]:
    return tuple(1 / (1 + math.exp((_EVEN_ODDS - ord(step)) / 4)) for step in steps)
