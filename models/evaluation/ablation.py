"""`python -m models.evaluation.ablation`: what each part of the reader is worth on the held-out pictures."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.documents import Documents, Understands
from models.evaluation.examples import HELD_OUT, Example, load
from models.evaluation.report import evaluated, report
from models.judgement.judging import Judge, weigh_print_alone
from models.judgement.rules import RulesAlone
from models.network.understanding import Understanding

FIGURES = ("f1", "f1_interval", "kind_right")


def main() -> int:
    """Print the table, or write it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluation.ablation", description=__doc__)
    parser.add_argument("--examples", type=Path, default=HELD_OUT)
    parser.add_argument("--without-variety", type=Path, help="weights of a training on one layout a kind")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    told = dict(ablation(load(asked.examples), asked.without_variety))
    for name, figures in told.items():
        low, high = figures["f1_interval"]
        print(f"{name:45} F1 {figures['f1']:.4f}  ({low:.4f} – {high:.4f})  kind {figures['kind_right']:.4f}")
    if asked.out is not None:
        asked.out.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 0


def ablation(
    examples: Sequence[Example], without_variety: Path | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each reader with its figures, the poorest first."""
    judge, network = Judge.load(), Understanding.load()
    print_alone = Judge(judge.calibration, judge.thresholds, weigh_print_alone)
    plain = [_without_codes(one) for one in examples]
    yield "rules alone", _figures(plain, RulesAlone(), print_alone)
    if without_variety is not None:
        poor = Understanding.load(without_variety)
        yield "network trained without variety, all signals", _figures(examples, poor, judge)
    yield "network alone", _figures(plain, network, print_alone)
    yield "network and checks", _figures(plain, network, judge)
    yield "network, checks and codes", _figures(examples, network, judge)


def _figures(examples: Sequence[Example], understanding: Understands, judge: Judge) -> dict[str, Any]:
    documents = Documents(understanding, judge)
    told = report([evaluated(one, documents) for one in examples])
    calibration = told["calibration"]
    kept = {name: told[name] for name in FIGURES}
    return {**kept, "ece": calibration["ece"], "accepted": calibration["accepted"]}


def _without_codes(example: Example) -> Example:
    return replace(example, pages=tuple(replace(page, codes=()) for page in example.pages))


if __name__ == "__main__":
    raise SystemExit(main())
