"""What an evaluation says: F1 with its interval, by field, kind, family and level; calibration; the curve."""

import random
import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.checkup.reading import BillKind, ReadingField
from models.documents import Documents
from models.evaluation.calibration import curve, expected_calibration_error, reliability
from models.evaluation.examples import Example
from models.evaluation.scoring import Match, Score, by_field, matches, score
from models.readings import DocumentReading

# Pictures were drawn with days before this one: no date lies in their future.
TODAY = date(2026, 11, 28)
RESAMPLES = 1000
CURVE_POINTS = 100

NOTHING_READ = DocumentReading(BillKind.UNKNOWN, 1.0, {})


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An example with what was read of it."""

    example: Example
    read: tuple[DocumentReading, ...]
    matches: tuple[Match, ...]
    seconds: float

    @property
    def kind_is_right(self) -> bool:
        return len(self.read) == 1 and self.read[0].kind is self.example.kind


def evaluated(example: Example, documents: Documents) -> Evaluated:
    """Read one example. Documents beyond the first count as wrong in every field."""
    started = time.perf_counter()
    read = documents.of(example.pages, TODAY)
    seconds = time.perf_counter() - started
    first, *others = read or (NOTHING_READ,)
    found = list(matches(example.kind, example.values, example.rows, first, example.coded))
    for other in others:
        found += matches(example.kind, {}, (), other)
    return Evaluated(example, read, tuple(found), seconds)


def interval(each: Sequence[Evaluated]) -> tuple[float, float]:
    """95 % of F1 when documents are drawn anew, with replacement."""
    scores = [score(one.matches) for one in each]
    draw = random.Random(1)
    drawn = sorted(total(draw.choices(scores, k=len(scores))).f1 for _ in range(RESAMPLES))
    return drawn[round(0.025 * RESAMPLES)], drawn[round(0.975 * RESAMPLES) - 1]


def taken_interval(each: Sequence[Evaluated], taken: frozenset[int]) -> list[float]:
    """95 % of the share right among values taken unseen, when whole families are drawn anew: layouts, not
    values, are what a reader meets for the first time."""
    families: dict[str, list[int]] = {}
    for one in each:
        right = [match.is_right for match in one.matches if id(match.reading) in taken]
        told = families.setdefault(one.example.family, [0, 0])
        told[0] += sum(right)
        told[1] += len(right)
    draw, counts = random.Random(1), list(families.values())
    drawn = sorted(_share(draw.choices(counts, k=len(counts))) for _ in range(RESAMPLES))
    return [round(drawn[round(0.025 * RESAMPLES)], 4), round(drawn[round(0.975 * RESAMPLES) - 1], 4)]


def _share(counts: Sequence[Sequence[int]]) -> float:
    return sum(right for right, _ in counts) / max(sum(count for _, count in counts), 1)


def total(scores: Iterable[Score]) -> Score:
    """Of all together."""
    kept = list(scores)
    return Score(*(sum(getattr(one, name) for one in kept) for name in ("right", "read", "true")))


def report(each: Sequence[Evaluated]) -> dict[str, Any]:
    """Everything, as JSON has it."""
    found = [match for one in each for match in one.matches]
    low, high = interval(each)
    taken = _taken(each)
    return {
        "documents": len(each),
        "fields": sum(one.example.fields for one in each),
        "f1": round(score(found).f1, 4),
        "f1_interval": [round(low, 4), round(high, 4)],
        "kind_right": round(sum(one.kind_is_right for one in each) / len(each), 4),
        "by_field": {field.value: _told(one) for field, one in by_field(found).items()},
        "by_kind": _by(each, lambda one: one.example.kind.value),
        "by_family": _by(each, lambda one: one.example.family),
        "by_level": _by(each, lambda one: one.example.level),
        "calibration": _calibration(found, taken) | {"accepted_right_interval": taken_interval(each, taken)},
        "taken_by_field": _taken_by_field(found, taken),
        "needs_person": round(sum(any(d.needs_person for d in one.read) for one in each) / len(each), 4),
        "milliseconds": round(1000 * sum(one.seconds for one in each) / len(each), 1),
    }


def sureness(found: Iterable[Match]) -> tuple[list[float], list[bool]]:
    """Of every value that was read its confidence, and whether it is right."""
    read = [(one.reading.confidence, one.is_right) for one in found if one.reading is not None]
    return [sure for sure, _ in read], [right for _, right in read]


def _taken(each: Sequence[Evaluated]) -> frozenset[int]:
    """The values that a case takes without asking, by their identity."""
    taken = set()
    for document in (document for one in each for document in one.read):
        asked = document.asked
        taken |= {id(value) for place, value in document.places.items() if place not in asked}
    return frozenset(taken)


def _calibration(found: Sequence[Match], taken: frozenset[int]) -> dict[str, Any]:
    sure, right = sureness(found)
    accepted = [one.is_right for one in found if id(one.reading) in taken]
    points, bins = curve(sure, right), reliability(sure, right)
    step = max(len(points) // CURVE_POINTS, 1)
    return {
        "accepted": round(len(accepted) / max(len(sure), 1), 4),
        "accepted_right": round(sum(accepted) / max(len(accepted), 1), 5),
        "ece": round(expected_calibration_error(sure, right), 4),
        "reliability": [[one.count, round(one.confidence, 4), round(one.right, 4)] for one in bins],
        "curve": [[round(p.threshold, 4), round(p.accepted, 4), round(p.wrong, 5)] for p in points[::step]],
    }


def _taken_by_field(found: Sequence[Match], taken: frozenset[int]) -> dict[str, Any]:
    """How many values of each field a case takes unseen, and how many of those are right."""
    told = [(one.field, one.is_right) for one in found if id(one.reading) in taken]
    return {
        field.value: {
            "taken": sum(one is field for one, _ in told),
            "right": sum(right for one, right in told if one is field),
        }
        for field in ReadingField
        if any(one is field for one, _ in told)
    }


def _by(each: Sequence[Evaluated], key: Callable[[Evaluated], Hashable]) -> Mapping[Any, Any]:
    groups: dict[Any, list[Match]] = {}
    for one in each:
        groups.setdefault(key(one), []).extend(one.matches)
    return {name: _told(score(found)) for name, found in sorted(groups.items())}


def _told(one: Score) -> dict[str, float]:
    return {"f1": round(one.f1, 4), "right": one.right, "read": one.read, "true": one.true}
