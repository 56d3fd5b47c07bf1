"""Whether a confidence means what it says, and what a threshold buys."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 15


@dataclass(frozen=True, slots=True)
class Bin:
    """Of `count` readings the mean confidence, and the share that was right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Point:
    """At a threshold the share of readings that is accepted, and the share of those that is wrong."""

    threshold: float
    accepted: float
    wrong: float


def reliability(confidence: Sequence[float], right: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Bins of equally many readings, from the least sure on."""
    order = np.argsort(np.asarray(confidence), kind="stable")
    told, truths = np.asarray(confidence, float)[order], np.asarray(right, float)[order]
    parts: list[NDArray[np.int64]] = np.array_split(np.arange(len(order)), min(bins, max(len(order), 1)))
    return [
        Bin(len(part), float(told[part].mean()), float(truths[part].mean())) for part in parts if len(part)
    ]


def expected_calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Mean distance of confidence and share right over the bins, weighed by their readings."""
    bins = reliability(confidence, right)
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / total if total else 0.0


def curve(confidence: Sequence[float], right: Sequence[bool]) -> list[Point]:
    """One point for each confidence that occurs, from the surest on."""
    order = np.argsort(-np.asarray(confidence, float), kind="stable")
    told, wrong = np.asarray(confidence, float)[order], 1 - np.asarray(right, float)[order]
    count = np.arange(1, len(order) + 1)
    ends = np.flatnonzero(np.append(told[1:] != told[:-1], True)) if len(order) else np.array([], int)
    errors = np.cumsum(wrong) / count
    return [Point(float(told[end]), (end + 1) / len(order), float(errors[end])) for end in ends]
