"""The curves of an evaluation as SVG: reliability, and errors against automation."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import vl_convert

_INK, _RULE = "#1f6f54", "#999999"
_SIZE = {"width": 420, "height": 320}


def write(folder: Path, told: Mapping[str, Any]) -> list[Path]:
    """Both charts of one evaluation."""
    folder.mkdir(parents=True, exist_ok=True)
    calibration = told["calibration"]
    charts = {
        "reliability": reliability(calibration["reliability"]),
        "automation": automation(calibration["curve"]),
    }
    written = []
    for name, chart in charts.items():
        path = folder / f"reading-{name}.svg"
        path.write_text(vl_convert.vegalite_to_svg(chart), "utf-8")
        written.append(path)
    return written


def reliability(bins: Sequence[Sequence[float]]) -> dict[str, Any]:
    """Share right over confidence, a point for each bin; on the dashed line both are the same."""
    points = [{"confidence": confidence, "right": right} for _, confidence, right in bins]
    low = min((min(one["confidence"], one["right"]) for one in points), default=0.0)
    least = round(max(low - 0.02, 0), 2)
    scale = {"domain": [least, 1], "nice": False}
    diagonal = [{"confidence": end, "right": end} for end in (least, 1)]
    axes = {
        "x": {"field": "confidence", "type": "quantitative", "title": "信心 confidence", "scale": scale},
        "y": {"field": "right", "type": "quantitative", "title": "正確率 share right", "scale": scale},
    }
    return _layers(
        {"data": {"values": diagonal}, "mark": {"type": "line", "color": _RULE, "strokeDash": [4, 4]}},
        {"data": {"values": points}, "mark": {"type": "point", "filled": True, "size": 60, "color": _INK}},
        encoding=axes,
    )


def automation(curve: Sequence[Sequence[float]]) -> dict[str, Any]:
    """Errors among the values that are accepted, over the share that is."""
    points = [{"accepted": accepted, "wrong": wrong} for _, accepted, wrong in curve]
    percent = {"format": ".1%"}
    axes = {
        "x": {
            "field": "accepted",
            "type": "quantitative",
            "title": "自動採用 accepted by machine",
            "axis": {"format": ".0%"},
        },
        "y": {
            "field": "wrong",
            "type": "quantitative",
            "title": "其中錯誤 wrong among them",
            "axis": percent,
        },
    }
    dashes = {"type": "rule", "color": _RULE, "strokeDash": [4, 4]}
    goal = {"data": {"values": [{"wrong": 0.005}]}, "mark": dashes}
    return _layers(
        {**goal, "encoding": {"y": {"field": "wrong", "type": "quantitative"}}},
        {"data": {"values": points}, "mark": {"type": "line", "color": _INK}, "encoding": axes},
        encoding={},
    )


def _layers(*layers: Mapping[str, Any], encoding: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        **_SIZE,
        "background": "white",
        "config": {"font": "Noto Sans CJK TC, sans-serif"},
        "encoding": encoding,
        "layer": list(layers),
    }
