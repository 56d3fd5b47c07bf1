"""The recogniser's weights: taken from the installed wheel, checked, and never fetched."""

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

INSTALLED = Path(str(files("rapidocr"))) / "models"
RECORDED = Path(__file__).with_name("weights.toml")


class RecogniserIncomplete(Exception):
    """A weight file is missing or is not the one that weights.toml records."""

    def __init__(self, path: Path, found: str) -> None:
        self.path = path
        super().__init__(
            f"文字辨識的權重檔 {path} {_ZH[found]}，請重新安裝 rapidocr。"
            f" The recogniser's weights {path} are {found}: install rapidocr again."
        )


_ZH = {"missing": "不存在", "different": "與紀錄的 SHA-256 不符"}


@dataclass(frozen=True, slots=True)
class Weights:
    """Paths of the three networks' files, all of them checked."""

    detection: Path
    direction: Path
    recognition: Path
    version: str


def verified(folder: Path = INSTALLED) -> Weights:
    """Raises RecogniserIncomplete where a file is missing or another."""
    recorded = tomllib.loads(RECORDED.read_text("utf-8"))
    paths = {part: _verified(folder, recorded[part]) for part in ("detection", "direction", "recognition")}
    return Weights(**paths, version=recorded["version"])


def _verified(folder: Path, recorded: dict[str, str]) -> Path:
    path = folder / recorded["file"]
    if not path.is_file():
        raise RecogniserIncomplete(path, "missing")
    with path.open("rb") as stored:
        if hashlib.file_digest(stored, "sha256").hexdigest() != recorded["sha256"]:
            raise RecogniserIncomplete(path, "different")
    return path
