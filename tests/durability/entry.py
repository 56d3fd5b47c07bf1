"""The command line that the proofs of this folder share."""

import argparse
import asyncio
import json
import logging
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

Report = Callable[[int], Coroutine[Any, Any, dict[str, object]]]


def main(report: Report, *, cases: int) -> None:
    """Run the proof over `--cases`, print what it found (`--json`: as JSON), fail if it did not pass."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--cases", type=int, default=cases)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    began = time.monotonic()
    told = asyncio.run(report(asked.cases))
    told["seconds"] = round(time.monotonic() - began, 1)
    if asked.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for name, value in told.items():
            print(f"{name}: {value}")
    sys.exit(0 if told["passed"] else 1)
