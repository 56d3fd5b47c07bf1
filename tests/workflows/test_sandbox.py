"""Workflows bring nothing from outside into their sandbox that was not let through by name."""

import pytest
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from api.cli.case_worker import WORKFLOWS
from tests.workflows.careless import Careless
from tests.workflows.indirectly_careless import IndirectlyCareless
from tests.workflows.strict import strict_sandbox

pytestmark = pytest.mark.servers


def _load(server: WorkflowEnvironment, workflow: type) -> None:
    """Making a worker loads each of its workflows in the sandbox."""
    with strict_sandbox() as runner:
        Worker(server.client, task_queue="strict", workflows=[workflow], workflow_runner=runner)


@pytest.mark.parametrize("checked", WORKFLOWS, ids=lambda one: str(one.__name__))
async def test_our_workflows_load_where_nothing_is_tolerated(
    time_server: WorkflowEnvironment, checked: type
) -> None:
    _load(time_server, checked)


@pytest.mark.parametrize("careless", [Careless, IndirectlyCareless])
async def test_a_workflow_that_imports_the_event_store_is_refused(
    time_server: WorkflowEnvironment, careless: type
) -> None:
    with pytest.raises(RuntimeError) as refused:
        _load(time_server, careless)
    assert "not intentionally passed through" in str(refused.value.__cause__)
