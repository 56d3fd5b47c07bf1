"""The tests of workflows need no database: histories are replayed, and timers run on a test server."""

from collections.abc import AsyncIterator

import pytest
from temporalio.testing import WorkflowEnvironment

from activities.payloads import data_converter
from store.embedded_temporal import temporal_test_server_command


@pytest.fixture
async def time_server() -> AsyncIterator[WorkflowEnvironment]:
    """A Temporal server whose time a test lets pass."""
    binary = temporal_test_server_command(0)[0]
    starting = WorkflowEnvironment.start_time_skipping(
        data_converter=data_converter(None), test_server_existing_path=binary
    )
    async with await starting as server:
        yield server
