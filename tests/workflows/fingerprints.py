"""What a workflow's code asks of Temporal, in the order of its lines: the part that old cases depend on.

`python -m tests.workflows.fingerprints` writes it to `fingerprints.json`, which its test compares.
"""

import ast
import json
from collections.abc import Container, Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, Source, sources

KEPT = Path(__file__).parent / "fingerprints.json"
OF_TEMPORAL = frozenset(
    (
        "execute_activity",
        "start_activity",
        "execute_local_activity",
        "start_local_activity",
        "execute_child_workflow",
        "start_child_workflow",
        "get_external_workflow_handle",
        "continue_as_new",
        "upsert_search_attributes",
        "upsert_memo",
        "wait_condition",
        "sleep",
        "patched",
        "deprecate_patch",
        "random",
        "new_random",
        "uuid4",
        "uuid7",
    )
)
# The workflows' own words for them, in stream.py and deadline.py, and what runs beside the main line.
OUR_OWN = frozenset(
    (
        *("settle", "settle_due", "catch_up", "reconcile", "wake", "continue_as_new", "wait", "create_task"),
        *("begin", "note", "remind"),
    )
)


def fingerprints() -> dict[str, list[str]]:
    """The calls of each file of workflows/ that has any."""
    found = {source.path: fingerprint(source) for source in sources("workflows")}
    return {path: calls for path, calls in found.items() if calls}


def fingerprint(source: Source) -> list[str]:
    """Each call that becomes a command, or leads to one within the file, as `method: call`."""
    calls = [(method, call) for method, body in _methods(source.tree) for call in _calls(body)]
    leading: set[str] = set()
    while more := {_name(method) for method, call in calls if _issues(call.func, leading)} - leading:
        leading |= more
    told = [
        (call.lineno, call.col_offset, f"{method}: {_told(call)}")
        for method, call in calls
        if _issues(call.func, leading)
    ]
    return [one for _, _, one in sorted(told)]


def kept() -> dict[str, list[str]]:
    """What was written last."""
    read: dict[str, list[str]] = json.loads(KEPT.read_text("utf-8"))
    return read


def _methods(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        for inner in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                owner = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
                yield f"{owner}{inner.name}", inner


def _calls(body: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(body) if isinstance(node, ast.Call))


def _name(method: str) -> str:
    return method.rpartition(".")[2]


def _issues(func: ast.expr, leading: Container[str]) -> bool:
    """`leading` are the file's own methods that are known to issue commands."""
    if not isinstance(func, ast.Attribute):
        return False
    match ast.unparse(func.value):
        case "workflow":
            return func.attr in OF_TEMPORAL
        case "self":
            return func.attr in leading
        case _:
            return func.attr in OUR_OWN


def _told(call: ast.Call) -> str:
    """The call with the activity that it names, and whether it sets a timer."""
    named = [ast.unparse(one) for one in call.args if ast.unparse(one).startswith("ActivityName.")]
    timer = ["timeout"] if any(one.arg == "timeout" for one in call.keywords) else []
    return f"{ast.unparse(call.func)}({', '.join(named + timer)})"


if __name__ == "__main__":
    KEPT.write_text(json.dumps(fingerprints(), indent=2) + "\n", "utf-8")
    print(f"{KEPT.relative_to(ROOT)}")
