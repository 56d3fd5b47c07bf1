"""The network on disk: weights as float16 safetensors, with vocabulary and sizes beside the numbers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from models.network.layers import Network, Sizes
from models.network.vocabulary import Vocabulary

FOLDER = Path(__file__).parents[1] / "weights"
WEIGHTS = FOLDER / "reader.safetensors"


@dataclass(frozen=True, slots=True)
class Trained:
    """A network with its vocabulary; `version` is its recipe's name and the file's hash."""

    network: Network
    vocabulary: Vocabulary
    version: str


def save(path: Path, network: Network, vocabulary: Vocabulary, recipe: Mapping[str, object]) -> str:
    """Write, and give the SHA-256 of the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tensors = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    notes = {
        "sizes": json.dumps(asdict(network.sizes)),
        "vocabulary": json.dumps(vocabulary.characters, ensure_ascii=False),
        "recipe": json.dumps(recipe),
    }
    save_file(tensors, path, metadata=notes)
    return checksum(path)


def load(path: Path = WEIGHTS, device: str = "cpu") -> Trained:
    """Ready to read. Raises FileNotFoundError; never fetches anything."""
    with safe_open(path, "pt", device=device) as stored:
        notes = stored.metadata()
        tensors = {name: stored.get_tensor(name).float() for name in stored.keys()}  # noqa: SIM118
    network = Network(Sizes(**json.loads(notes["sizes"])))
    network.load_state_dict(tensors)
    network.eval().to(torch.device(device))
    recipe = json.loads(notes["recipe"])
    version = f"{recipe.get('name', 'unnamed')}-{checksum(path)[:12]}"
    return Trained(network, Vocabulary(json.loads(notes["vocabulary"])), version)


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()
