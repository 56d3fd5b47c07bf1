"""`python -m models.evaluation.ablation`: what each part of the reader is worth on the held-out pictures."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from models.documents import Documents, Understands
from models.evaluation.examples import HELD_OUT, Example, load
from models.evaluation.report import evaluated, report
from models.judgement.judging import Judge, weigh_print, weigh_print_alone
from models.judgement.rules import RulesAlone
from models.network.understanding import Understanding

FIGURES = ("f1", "f1_interval", "kind_right")


def main() -> int:
    """Print the table, or write it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluation.ablation", description=__doc__)
    parser.add_argument("--examples", type=Path, default=HELD_OUT)
    parser.add_argument("--short", type=Path, help="weights of the short recipe")
    parser.add_argument("--without-variety", type=Path, help="and of the same on one layout a kind")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    others = {
        "short recipe, one layout a kind": asked.without_variety,
        "short recipe, all layouts": asked.short,
    }
    given = {name: weights for name, weights in others.items() if weights is not None}
    told = dict(ablation(load(asked.examples), given))
    for name, figures in told.items():
        low, high = figures["f1_interval"]
        print(f"{name:45} F1 {figures['f1']:.4f}  ({low:.4f} – {high:.4f})  kind {figures['kind_right']:.4f}")
    if asked.out is not None:
        asked.out.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 0


def ablation(
    examples: Sequence[Example], others: Mapping[str, Path] = MappingProxyType({})
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each reader with its figures; `others` are weights that are read with all signals too."""
    judge, network = Judge.load(), Understanding.load()
    print_alone = Judge(judge.calibration, judge.thresholds, weigh_print_alone)
    plain = [_without_codes(one) for one in examples]
    yield "rules alone", _figures(plain, RulesAlone(), print_alone)
    for name, weights in others.items():
        told = _figures(examples, Understanding.load(weights), judge)
        # How sure they are was fitted to another network.
        yield f"{name}, all signals", {figure: told[figure] for figure in FIGURES}
    yield "network alone", _figures(plain, network, print_alone)
    proved = Judge(judge.calibration, judge.thresholds, weigh_print)
    yield "network and what the paper proves", _figures(plain, network, proved)
    yield "network, proofs and checks", _figures(plain, network, judge)
    yield "network, proofs, checks and codes", _figures(examples, network, judge)


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
