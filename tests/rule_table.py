"""Each rule with its tests, and the keys of programme 114 that hold its values.

`python -m tests.rule_table`; a rule without keys is the engine's own.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tests.mutations import PROGRAMME, ROOT

TEST = re.compile(r"^(?:async )?def test_", re.MULTILINE)
FILE = re.compile(r"test_r(\d\d)_")
NUMBER = re.compile(r"\d+")


def rows() -> Iterator[tuple[str, Mapping[str, int], list[str]]]:
    """Rule, how many tests each file named after it has, and its keys."""
    files, keys = defaultdict[int, dict[str, int]](dict), _keys()
    for path in sorted((ROOT / "tests" / "rules").glob("test_r*.py")):
        if named := FILE.match(path.name):
            files[int(named.group(1))][path.stem] = len(TEST.findall(path.read_text()))
    for number in sorted(files):
        yield f"R{number}", files[number], keys[number]


def _keys() -> defaultdict[int, list[str]]:
    found = defaultdict[int, list[str]](list)
    for key, source in tomllib.loads(PROGRAMME.read_text())["sources"].items():
        for number in _numbers(source["rule"]):
            found[number].append(key)
    return found


def _numbers(rules: str) -> Iterator[int]:
    """Of `R5`, `R16, R17` or `R16–R18`; none of `engine`."""
    for part in rules.split(","):
        if named := [int(number) for number in NUMBER.findall(part)]:
            yield from range(named[0], named[-1] + 1)


def main() -> None:
    """Print the table."""
    for rule, files, keys in rows():
        print(f"{rule:4}{sum(files.values()):4} tests  {', '.join(files)}")
        print(f"{'':15}{', '.join(keys) or 'engine'}")


if __name__ == "__main__":
    main()
