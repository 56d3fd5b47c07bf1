"""The sources that the architecture tests read."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("domain", "workflows", "activities", "store", "models", "api")

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file: its path from the root of the repository, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path, self.text)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """Its functions and classes, nested ones too."""
        return _definitions(self.path, self.text)

    @property
    def folder(self) -> str:
        return self.path.split("/", 1)[0]

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def package(self) -> str:
        """What the relative imports of this file start from."""
        return self.path.rpartition("/")[0].replace("/", ".")


def sources(*folders: str) -> Iterator[Source]:
    """Every Python file below the folders, in order of path."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


@cache
def _parsed(path: str, text: str) -> ast.Module:
    return ast.parse(text, path)


@cache
def _definitions(path: str, text: str) -> tuple[Definition, ...]:
    return tuple(node for node in ast.walk(_parsed(path, text)) if isinstance(node, Definition))
