"""The files depend on no place: no registry's host name, and no folder of one machine."""

import re
import shutil
import subprocess

import pytest

from tests.architecture.sources import ROOT

# Joined here, because this file is read by its own test.
REGISTRIES = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("deb", "debian", "org"),
        ("anaconda", "org"),
    ]
]
REGISTRY = re.compile("|".join(re.escape(host) for host in REGISTRIES))
MACHINE = re.compile(r"(?<![\w./-])/" + r"work(?![\w-])")
NEIGHBOUR = re.compile(r"(?<![\w/])(?:\.\./)*" + r"share" + r"d/")
MAY_NAME_NEIGHBOUR = ".ci/run"


def foreign_words(path: str, text: str) -> list[str]:
    """What ties the text to a registry or a machine, as `path:line word`."""
    patterns = [REGISTRY, MACHINE] if path == MAY_NAME_NEIGHBOUR else [REGISTRY, MACHINE, NEIGHBOUR]
    return [
        f"{path}:{number} {found.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for pattern in patterns
        for found in pattern.finditer(line)
    ]


def texts() -> dict[str, str]:
    """The text files that git keeps or would keep, by path."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = [git, "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    read: dict[str, str] = {}
    for path in filter(None, listed.split("\0")):
        try:
            read[path] = (ROOT / path).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    return read


def test_no_file_names_a_registry_or_a_machine() -> None:
    read = texts()
    assert "pyproject.toml" in read
    assert [word for path, text in read.items() for word in foreign_words(path, text)] == []


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        ("requirements/app.txt", f"--index-url https://{REGISTRIES[0]}/simple", REGISTRIES[0]),
        ("package-lock.json", f'"resolved": "https://registry.{REGISTRIES[2]}/htmx"', REGISTRIES[2]),
        ("store/files.py", 'ROOT = Path("/{}/main")'.format("work"), "/" + "work"),
        ("docs/bills.md", "see {}/bills".format("shared"), "shared" + "/"),
        ("tests/bills.py", 'Path("../{}/bills")'.format("shared"), "../shared" + "/"),
        (".ci/run", f"pip install --index-url https://{REGISTRIES[0]}", REGISTRIES[0]),
    ],
)
def test_a_foreign_word_is_named(path: str, text: str, named: str) -> None:
    assert foreign_words(path, text) == [f"{path}:1 {named}"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("api/pages.py", 'router.get("/workflows")'),
        ("docs/pages.md", "templates/{}/head.html".format("shared")),
        (".ci/run", "cd ../{}/bills".format("shared")),
    ],
)
def test_what_only_looks_foreign_is_left_alone(path: str, text: str) -> None:
    assert foreign_words(path, text) == []
