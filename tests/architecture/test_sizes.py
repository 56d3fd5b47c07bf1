"""Files and functions stay of a size that a reader can hold."""

import ast

import pytest

from tests.architecture.sources import FOLDERS, Source, sources

FILE_LINES = 400
WORKFLOW_LINES = 250
FUNCTION_LINES = 60


def size_offences(source: Source) -> list[str]:
    """The file, and each of its functions, if longer than allowed; a decorator counts with its function."""
    limit = WORKFLOW_LINES if source.folder == "workflows" else FILE_LINES
    lines = len(source.text.splitlines())
    long = [f"{source.path}: {lines} lines, at most {limit}"] if lines > limit else []
    for node in source.definitions:
        if not isinstance(node, ast.ClassDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            length = (node.end_lineno or first) - first + 1
            if length > FUNCTION_LINES:
                long.append(f"{source.path}: {node.name} has {length} lines, at most {FUNCTION_LINES}")
    return long


def test_files_and_functions_are_short() -> None:
    assert [offence for source in sources(*FOLDERS, "tests") for offence in size_offences(source)] == []


@pytest.mark.parametrize(
    ("path", "limit"),
    [("domain/mix.py", 400), ("tests/domain/test_mix.py", 400), ("workflows/session.py", 250)],
)
def test_one_line_too_many_is_named(path: str, limit: int) -> None:
    assert size_offences(Source(path, "a = 1\n" * limit)) == []
    [offence] = size_offences(Source(path, "a = 1\n" * (limit + 1)))
    assert offence == f"{path}: {limit + 1} lines, at most {limit}"


@pytest.mark.parametrize("opening", ["def run() -> None:\n", "@timed\nasync def run() -> None:\n"])
def test_a_function_one_line_too_long_is_named(opening: str) -> None:
    room = FUNCTION_LINES - opening.count("\n")
    assert size_offences(Source("domain/mix.py", opening + "    a = 1\n" * room)) == []
    [offence] = size_offences(Source("domain/mix.py", opening + "    a = 1\n" * (room + 1)))
    assert "run has 61 lines" in offence
