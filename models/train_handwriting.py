"""`python -m models.train_handwriting`: draws papers and trains the network that knows handwriting.

On two cores it takes about a quarter of an hour. Its evaluation at the end has fonts of its own.
"""

import argparse
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from models.recognition.handwriting import WEIGHTS, HandNetwork, save
from models.training.hands.learning import drawn, known, learn
from models.training.hands.papers import Line
from models.training.hands.recipe import Recipe, recipe

FEW_DIGITS = 3


def main() -> int:
    """Draw, learn, write, and say how well lines in unknown fonts are told apart."""
    parser = argparse.ArgumentParser(prog="python -m models.train_handwriting", description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--processes", type=int, default=min(os.cpu_count() or 1, 8))
    asked = parser.parse_args()
    ours = recipe()
    taught = _drawn(ours, ours.papers, asked.processes, held_out=False)
    tested = _drawn(ours, ours.held_out_papers, asked.processes, held_out=True)
    torch.set_num_threads(1)
    steps = ours.steps + ours.steps_again
    network = learn(ours, taught, lambda *told: _tell(steps, *told))
    told = evaluated(network, tested)
    summary = {"name": ours.name, "seed": ours.seed, "papers": ours.papers, "steps": steps}
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    checksum = save(asked.out, network, summary)
    written = {"weights": str(asked.out), "sha256": checksum, "bytes": asked.out.stat().st_size}
    print(json.dumps(written | summary | told))
    return 0


def evaluated(network: HandNetwork, tested: Sequence[Line]) -> dict[str, float]:
    """Of lines with figures: the share of written ones that are found, and of printed ones that are too."""
    found = [(by_hand, likely) for by_hand, digits, likely in known(network, tested) if digits >= FEW_DIGITS]
    written = [likely for by_hand, likely in found if by_hand]
    printed = [likely for by_hand, likely in found if not by_hand]
    return {
        "lines": len(found),
        "written_found": _share(written),
        "printed_taken_for_written": _share(printed),
    }


def _share(likely: Sequence[float]) -> float:
    return round(sum(one >= 0.5 for one in likely) / max(len(likely), 1), 4)


def _drawn(ours: Recipe, papers: int, processes: int, *, held_out: bool) -> list[Line]:
    started, found = time.monotonic(), list[Line]()
    for number, lines in enumerate(drawn(ours, papers, processes, held_out=held_out), 1):
        found += lines
        if number % 200 == 0 or number == papers:
            print(f"paper {number}/{papers}  {time.monotonic() - started:.0f} s", flush=True)
    return found


def _tell(steps: int, step: int, loss: float, seconds: float) -> None:
    left = seconds / step * (steps - step)
    print(f"step {step}/{steps}  loss {loss:.4f}  {seconds:.0f} s, about {left:.0f} s left", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
