"""`python -m models.train`: trains the reader from nothing, with progress, and writes its weights.

On two cores the full recipe takes less than an hour; a GPU is used where there is one.
"""

import argparse
import json
from pathlib import Path

import torch

from models.network.weights import WEIGHTS, save
from models.training.loop import Progress, learn
from models.training.pages import Sampling
from models.training.recipe import recipes
from models.training.together import cores


def main() -> int:
    asked = _arguments().parse_args()
    recipe = recipes()[asked.recipe]
    sampling = Sampling(variety=not asked.without_variety, noise=not asked.without_noise)
    learned = learn(recipe, sampling, _tell, device=asked.device, processes=asked.processes)
    summary = recipe.to_json() | {"seconds": round(learned.seconds), "device": asked.device}
    checksum = save(asked.out, learned.network, learned.vocabulary, summary)
    written = {"weights": str(asked.out), "sha256": checksum, "bytes": asked.out.stat().st_size}
    print(json.dumps(written | summary, ensure_ascii=False))
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument("--recipe", choices=tuple(recipes()), default="full")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--processes", type=int, default=cores())
    parser.add_argument("--without-variety", action="store_true", help="one layout and wording a kind")
    parser.add_argument("--without-noise", action="store_true", help="characters as printed")
    return parser


def _tell(progress: Progress) -> None:
    left = progress.seconds / progress.step * (progress.steps - progress.step)
    print(
        f"step {progress.step}/{progress.steps}  loss {progress.loss:.4f}  "
        f"{progress.seconds:.0f} s, about {left:.0f} s left",
        flush=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
