"""Every recorded history replays, in the strict sandbox, with the workflows as they are now."""

import importlib
from collections.abc import Mapping, Sequence
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

SHOWING = "        self._show_stage()\n"
WOKEN = "        if self._woken:\n"
RECORDED = sorted(HISTORIES.glob("*.json"))


def history(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8"))


async def replay(path: Path, workflows: Sequence[type]) -> None:
    with strict_sandbox() as runner:
        replayer = Replayer(workflows=workflows, workflow_runner=runner, data_converter=data_converter(None))
        await replayer.replay_workflow(history(path))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: str(path.stem))
async def test_a_recorded_history_replays(path: Path) -> None:
    await replay(path, WORKFLOWS)


def test_every_workflow_type_has_a_history() -> None:
    kinds = {kind for kind in WorkflowKind for path in RECORDED if path.stem.startswith(kind)}
    assert kinds == set(WorkflowKind)


async def test_a_copy_of_the_workflow_replays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what fails below fails by the order alone."""
    monkeypatch.syspath_prepend(tmp_path)
    await _replay_unsandboxed(_copy(tmp_path / "copied_enrolment.py", {}))


async def test_a_command_moved_before_another_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stage shown after the wait: the same commands, but the timer's comes before the attributes'."""
    monkeypatch.syspath_prepend(tmp_path)
    moved = {SHOWING: "", WOKEN: SHOWING + WOKEN}
    with pytest.raises(NondeterminismError, match="TMPRL1100"):
        await _replay_unsandboxed(_copy(tmp_path / "moved_enrolment.py", moved))


async def _replay_unsandboxed(workflow: type) -> None:
    """The copy lies where a sandbox finds nothing."""
    replayer = Replayer(
        workflows=[workflow],
        workflow_runner=UnsandboxedWorkflowRunner(),
        data_converter=data_converter(None),
    )
    await replayer.replay_workflow(history(HISTORIES / "enrolment-lapsed_list.json"))


def _copy(module: Path, changes: Mapping[str, str]) -> type:
    source = Path(enrolment.__file__).read_text(encoding="utf-8")
    for found, put in changes.items():
        assert source.count(found) == 1
        source = source.replace(found, put)
    module.write_text(source, encoding="utf-8")
    workflow: type = importlib.import_module(module.stem).EnrolmentWorkflow
    return workflow
