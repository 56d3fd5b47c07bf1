"""Whatever a reading may say about itself is explained where users look."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXPLAINED = (ROOT / "docs" / "reading-output.md").read_text("utf-8")
JUDGEMENT = [path.read_text("utf-8") for path in sorted((ROOT / "models" / "judgement").rglob("*.py"))]


def test_every_check_is_explained() -> None:
    names = {name for code in JUDGEMENT for name in re.findall(r'Check\("(\w+)"', code)}
    names |= {f"{end}_possible" for end in ("period_start", "period_end", "issue_date")}
    names |= {f"{side}_ubn_digit" for side in ("seller", "buyer")}
    assert len(names) > 20
    assert sorted(name for name in names if f"`{name}`" not in EXPLAINED) == []


def test_every_reason_is_explained() -> None:
    code = (ROOT / "models" / "judgement" / "judging.py").read_text("utf-8")
    names = set(re.findall(r'"(\w+)"', "".join(re.findall(r"yield .*", code))))
    names |= {f"{name}:" for name in re.findall(r'f"(\w+):\{', code)} - {"row:"}
    assert {"cut_short", "missing:", "by_hand:"} <= names
    assert sorted(name for name in names if f"`{name}" not in EXPLAINED) == []
