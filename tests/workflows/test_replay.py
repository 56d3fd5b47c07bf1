"""Every recorded history replays, in the strict sandbox, with the workflows as they are now."""

import importlib
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner
from temporalio.workflow import NondeterminismError

from activities.payloads import data_converter
from api.cli.case_worker import WORKFLOWS
from tests.workflows.record import HISTORIES
from tests.workflows.strict import strict_sandbox
from workflows import enrolment
from workflows.contracts import WorkflowKind

RECORDED = sorted(HISTORIES.glob("*.json"))


def history(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8"))


async def replay(path: Path, workflows: list[type]) -> None:
    with strict_sandbox() as runner:
        replayer = Replayer(workflows=workflows, workflow_runner=runner, data_converter=data_converter(None))
        await replayer.replay_workflow(history(path))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: str(path.stem))
async def test_a_recorded_history_replays(path: Path) -> None:
    await replay(path, WORKFLOWS)


def test_every_workflow_type_has_a_history() -> None:
    kinds = {kind for kind in WorkflowKind for path in RECORDED if path.stem.startswith(kind)}
    assert kinds == set(WorkflowKind)


async def test_a_command_moved_before_another_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window's end that reconciles before it drains would issue the same commands in another order."""
    monkeypatch.syspath_prepend(tmp_path)
    workflow = _moved(tmp_path / "moved_enrolment.py")
    with pytest.raises((NondeterminismError, RuntimeError), match=r"TMPRL1100|activation completion failed"):
        await Replayer(
            workflows=[workflow],
            # The moved file lies where a sandbox finds nothing.
            workflow_runner=UnsandboxedWorkflowRunner(),
            data_converter=data_converter(None),
        ).replay_workflow(history(HISTORIES / "enrolment-lapsed_list.json"))


def _moved(module: Path) -> type:
    source = Path(enrolment.__file__).read_text(encoding="utf-8")
    reconciling = "        await self._case.reconcile(window.due)\n"
    draining = "        for case in self._received_at(window):\n"
    assert source.count(reconciling) == source.count(draining) == 1
    moved = source.replace(reconciling, "").replace(draining, reconciling + draining)
    module.write_text(moved, encoding="utf-8")
    workflow: type = importlib.import_module(module.stem).EnrolmentWorkflow
    return workflow
