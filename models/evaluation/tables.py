"""An evaluation for people to read."""

from collections.abc import Iterator, Mapping
from typing import Any

Rows = list[tuple[str, ...]]


def summary(told: Mapping[str, Any]) -> Rows:
    """The figures of the whole, name and value."""
    low, high = told["f1_interval"]
    calibration = told["calibration"]
    return [
        ("documents", str(told["documents"])),
        ("fields", str(told["fields"])),
        ("F1", f"{told['f1']:.4f}  ({low:.4f} – {high:.4f})"),
        ("kind right", f"{told['kind_right']:.4f}"),
        ("ECE", f"{calibration['ece']:.4f}"),
        ("accepted at the thresholds", f"{calibration['accepted']:.4f}"),
        ("right of those", f"{calibration['accepted_right']:.4f}"),
        ("needs a person", f"{told['needs_person']:.4f}"),
        ("milliseconds a document", f"{told['milliseconds']:.1f}"),
    ]


def parts(told: Mapping[str, Any]) -> Iterator[tuple[str, Rows]]:
    """F1 by field, kind, level and family."""
    for name in ("by_field", "by_kind", "by_level", "by_family"):
        yield name, [(part, f"{one['f1']:.4f}", str(one["true"])) for part, one in told[name].items()]
