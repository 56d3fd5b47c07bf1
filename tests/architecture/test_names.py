"""Names say what a thing is; a word that fits anything names nothing."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import FOLDERS, Source, sources

VAGUE_PARTS = frozenset(("manager", "helper", "helpers", "util", "utils"))
VAGUE_NAMES = VAGUE_PARTS | {"data"}
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def name_offences(source: Source) -> list[str]:
    """Folders, modules, classes and functions whose name is empty of meaning."""
    return [f"{source.path}: {name}" for name in _names(source) if _vague(name)]


def _names(source: Source) -> Iterator[str]:
    yield from source.module.split(".")
    for definition in source.definitions:
        yield definition.name


def _vague(name: str) -> bool:
    words = {word.lower() for word in WORD.findall(name)}
    # 活動數據 is ActivityData in the programme's own words, so `data` is vague only when it stands alone.
    return name.strip("_").lower() in VAGUE_NAMES or bool(words & VAGUE_PARTS)


def test_names_carry_meaning() -> None:
    assert [offence for source in sources(*FOLDERS, "tests") for offence in name_offences(source)] == []


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        ("store/utils.py", "", "utils"),
        ("store/date_utils.py", "", "date_utils"),
        ("models/data/bills.py", "", "data"),
        ("api/helpers/__init__.py", "", "helpers"),
        ("domain/quota.py", "class QuotaManager: ...", "QuotaManager"),
        ("domain/quota.py", "class Data: ...", "Data"),
        ("domain/quota.py", "class A:\n    async def _pdf_helper(self) -> None: ...", "_pdf_helper"),
        ("domain/quota.py", "def data() -> None: ...", "data"),
    ],
)
def test_a_vague_name_is_named(path: str, text: str, named: str) -> None:
    assert name_offences(Source(path, text)) == [f"{path}: {named}"]


@pytest.mark.parametrize(
    "text", ["class ActivityData: ...", "def utility_bill(): ...", "class Database: ..."]
)
def test_a_name_of_the_programme_is_left_alone(text: str) -> None:
    assert name_offences(Source("domain/activity.py", text)) == []
