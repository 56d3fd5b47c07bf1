"""`python -m models.training.folds`: six trainings, each without a sixth of the layout families, and how well
those are then read, beside those that were kept."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from models.documents import Documents
from models.evaluation.examples import SEEN_FAMILIES, load
from models.evaluation.report import evaluated, report
from models.generator.sampling import FAMILY_NAMES
from models.judgement.judging import Judge
from models.network.understanding import Understanding
from models.network.weights import Trained
from models.training.loop import Progress, learn
from models.training.pages import Sampling
from models.training.recipe import recipes
from models.training.together import cores

FOLDS = 6


def main() -> int:
    """All folds, or some of them."""
    parser = argparse.ArgumentParser(prog="python -m models.training.folds", description=__doc__)
    parser.add_argument("--recipe", choices=tuple(recipes()), default="fold")
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)))
    parser.add_argument("--examples", type=Path, default=SEEN_FAMILIES, help="photographs of all families")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--processes", type=int, default=cores())
    parser.add_argument("--out", type=Path, default=Path("build/folds.json"))
    asked = parser.parse_args()
    given = (asked.recipe, asked.examples, asked.device, asked.processes)
    told = [fold(number, *given) for number in asked.folds]
    left_out, kept = (sum(one[which]["f1"] for one in told) / len(told) for which in ("left_out", "kept"))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    means = {"left_out": round(left_out, 4), "kept": round(kept, 4), "folds": told}
    asked.out.write_text(json.dumps(means, indent=1), "utf-8")
    print(f"mean F1 of what was left out {left_out:.4f}, of what was not {kept:.4f}")
    return 0


def left_out(fold: int) -> tuple[str, ...]:
    """Every sixth family, in the order in which the generator has them."""
    return tuple(family for number, family in enumerate(FAMILY_NAMES) if number % FOLDS == fold)


def fold(number: int, recipe: str, examples: Path, device: str, processes: int) -> dict[str, Any]:
    """Train without, and read what was left out and what was kept."""
    without = left_out(number)
    kept = tuple(family for family in FAMILY_NAMES if family not in without)
    learned = learn(recipes()[recipe], Sampling(kept), _tell, device=device, processes=processes)
    trained = Trained(learned.network, learned.vocabulary, f"fold-{number}")
    documents = Documents(Understanding(trained), Judge.load())
    each = [evaluated(one, documents) for one in load(examples)]
    told = {
        "left_out": _short(report([one for one in each if one.example.family in without])),
        "kept": _short(report([one for one in each if one.example.family in kept])),
    }
    figures = "  ".join(f"{which} F1 {one['f1']} {one['f1_interval']}" for which, one in told.items())
    print(f"fold {number}: {figures} without {', '.join(without)}", flush=True)
    return {"fold": number, "without": list(without), **told}


def _short(told: dict[str, Any], names: Sequence[str] = ("f1", "f1_interval", "by_kind", "by_family")) -> Any:
    return {name: told[name] for name in names}


def _tell(progress: Progress) -> None:
    if progress.step % 500 == 0:
        done = f"  step {progress.step}/{progress.steps} loss {progress.loss:.4f}"
        print(f"{done} {progress.seconds:.0f} s", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
