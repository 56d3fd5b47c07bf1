"""How likely a line is written by hand, by its picture: recognisers are as sure of hands as of print."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from models.recognition.networks import Picture

Strip = NDArray[np.uint8]
Ink = NDArray[np.float32]

WEIGHTS = Path(__file__).parents[1] / "weights" / "handwriting.safetensors"
# A line becomes so many pixels high; of its width each COLUMN pixels are judged by themselves.
HEIGHT, COLUMN = 32, 8
LONGEST = 1280
BEHIND = 8
# So many columns beside each other, about three figures, have to look written.
WINDOW = 7
BATCH_PIXELS = 8192


class HandNetwork(nn.Module):
    """From ink (n, 1, HEIGHT, width) to logits of each column being written (n, width / COLUMN)."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            *_layer(1, 16, (5, 5), (2, 2)),
            *_layer(16, 16, (3, 3), (1, 1)),
            *_layer(16, 28, (3, 3), (2, 2)),
            *_layer(28, 44, (3, 3), (2, 2)),
            *_layer(44, 60, (3, 3), (2, 1)),
            *_layer(60, 60, (2, 5), (1, 1), (0, 2)),
            *_layer(60, 48, (1, 5), (1, 1)),
            nn.Conv2d(48, 1, 1),
        )

    def forward(self, ink: Tensor) -> Tensor:
        columns: Tensor = self.layers(ink)
        return columns[:, 0, 0]


def _layer(
    given: int, made: int, size: tuple[int, int], step: tuple[int, int], pad: tuple[int, int] | None = None
) -> list[nn.Module]:
    around = pad if pad is not None else (size[0] // 2, size[1] // 2)
    convolution = nn.Conv2d(given, made, size, step, around, bias=False)
    return [convolution, nn.BatchNorm2d(made), nn.ReLU(inplace=True)]


def of_lines(columns: Tensor, widths: Sequence[int]) -> Tensor:
    """From columns (n, w) to lines (n), by what looks most written; `widths` are in columns."""
    within = torch.arange(columns.shape[1])[None] < torch.tensor(widths)[:, None]
    sums = nn.functional.avg_pool1d((columns * within)[:, None], WINDOW, 1, WINDOW // 2)
    counts = nn.functional.avg_pool1d(within.float()[:, None], WINDOW, 1, WINDOW // 2)
    smooth = (sums / counts.clamp_min(1 / WINDOW))[:, 0]
    return smooth.masked_fill(~within, -torch.inf).amax(1)


class Handwriting:
    """Loaded once per process."""

    def __init__(self, network: HandNetwork, version: str) -> None:
        self.network = network
        self.version = version

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Handwriting":
        """Raises FileNotFoundError, RuntimeError for those of another network; never fetches anything."""
        with safe_open(path, "pt") as stored:
            tensors = {name: stored.get_tensor(name).float() for name in stored.keys()}  # noqa: SIM118
        network = HandNetwork()
        told = network.load_state_dict(tensors, strict=False)
        # How many batches were seen matters to training alone, and is not stored.
        absent = [name for name in told.missing_keys if not name.endswith("num_batches_tracked")]
        if absent or told.unexpected_keys:
            raise RuntimeError(f"{path}: absent {absent}, unknown {told.unexpected_keys}")
        return cls(network.eval(), f"hands-{checksum(path)[:12]}")

    def likely(self, crops: Sequence[Picture]) -> list[float]:
        """Of level lines (H, W, 3) or (H, W), each from 0 to 1."""
        inks = [ink(strip(crop)) for crop in crops]
        order = sorted(range(len(inks)), key=lambda number: inks[number].shape[1])
        told = [0.0] * len(inks)
        for batch in _batches(order, inks):
            padded, widths = together([inks[number] for number in batch])
            with torch.inference_mode():
                likely = of_lines(self.network(padded), widths).sigmoid().tolist()
            for number, one in zip(batch, likely, strict=True):
                told[number] = round(one, 4)
        return told


def _batches(order: Sequence[int], inks: Sequence[Ink]) -> list[list[int]]:
    """Lines of about one width beside each other, so that little of a batch is empty."""
    batches: list[list[int]] = []
    for number in order:
        full = not batches or (len(batches[-1]) + 1) * inks[number].shape[1] > BATCH_PIXELS
        if full:
            batches.append([number])
        else:
            batches[-1].append(number)
    return batches


def strip(crop: Picture, height: int = HEIGHT) -> Strip:
    """Grey, of that height; very long lines are narrowed."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY) if crop.ndim == 3 else crop
    width = min(max(round(grey.shape[1] * height / grey.shape[0]), COLUMN), LONGEST)
    how = cv2.INTER_AREA if grey.shape[0] > height else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grey, (width, height), interpolation=how), np.uint8)


def ink(one: Strip) -> Ink:
    """How far each pixel is from the paper, in spreads of this line's grey: paper is 0, ink above it."""
    paper = np.float32(np.median(one))
    off = paper - one.astype(np.float32)
    scaled: Ink = off / np.float32(max(float(off.std()), 6.0))
    return scaled


def together(inks: Sequence[Ink]) -> tuple[Tensor, list[int]]:
    """One batch (n, 1, HEIGHT, w), empty at its right, and each line's width in columns."""
    # So much paper behind the longest line that no line is told otherwise beside another.
    widths = [max(one.shape[1] // COLUMN, 1) for one in inks]
    padded = np.zeros((len(inks), 1, HEIGHT, (max(widths) + BEHIND) * COLUMN), np.float32)
    for place, (one, width) in enumerate(zip(inks, widths, strict=True)):
        whole = one[:, : width * COLUMN]
        padded[place, 0, :, : whole.shape[1]] = whole
    return torch.from_numpy(padded), widths


def save(path: Path, network: HandNetwork, recipe: Mapping[str, object]) -> str:
    """As float16; gives the file's SHA-256."""
    kept = {name: one for name, one in network.state_dict().items() if one.is_floating_point()}
    notes = {name: str(value) for name, value in recipe.items()}
    save_file({name: one.half().contiguous() for name, one in kept.items()}, path, metadata=notes)
    return checksum(path)


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()
