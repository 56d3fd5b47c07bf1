"""`python -m tests.chaos`: the durability run by hand."""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from tests.chaos.plan import large, small
from tests.chaos.run import Scene, run


def main() -> int:
    """Run and report; 0 where nothing was lost and nothing done twice."""
    asked = _arguments()
    sizes = small(asked.seed) if asked.small else large(asked.commands, asked.kills, asked.seed)
    folder = Path(tempfile.mkdtemp(prefix="tanjian-chaos-"))
    print(f"資料夾 / folder: {folder}", file=sys.stderr)
    report = run(Scene(folder, sizes))
    document = {"seed": asked.seed, **report.told, "found": report.found}
    told = json.dumps(document, ensure_ascii=False, indent=2)
    print(told)
    if asked.json:
        asked.json.write_text(told + "\n")
    if report.is_clean and not asked.keep:
        shutil.rmtree(folder)
    if not report.is_clean:
        print("有錯。 / Faults were found.")
        return 1
    print("無遺失、無重複。 / Nothing lost, nothing twice.")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--commands", type=int, default=3000, help="故障下的操作數 / commands under faults")
    parser.add_argument("--kills", type=int, default=30, help="kill -9 次數 / how many kill -9")
    parser.add_argument("--seed", type=int, default=1, help="隨機種子 / seed of the plan")
    parser.add_argument("--json", type=Path, help="報告檔 / where to write the report")
    parser.add_argument("--small", action="store_true", help="測試的規模 / the sizes of the test")
    parser.add_argument("--keep", action="store_true", help="保留資料夾 / keep the folder")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
