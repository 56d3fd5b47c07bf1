"""The commands of the Temporal servers start servers that answer."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client

from store.embedded_temporal import (
    FAIR_QUEUES,
    DidNotServe,
    free_port,
    temporal_dev_command,
    temporal_test_server_command,
    wait_until_serving,
)

pytestmark = pytest.mark.servers


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until_serving("127.0.0.1", port, process)
            yield
        finally:
            process.terminate()


async def _search_attributes(port: int) -> dict[str, "IndexedValueType.ValueType"]:
    client = await Client.connect(f"127.0.0.1:{port}")
    listed = await client.operator_service.list_search_attributes(
        ListSearchAttributesRequest(namespace=client.namespace)
    )
    return dict(listed.custom_attributes)


async def test_the_dev_server_knows_our_search_attributes_and_keeps_its_state(tmp_path: Path) -> None:
    port = free_port()
    with _running(temporal_dev_command(tmp_path, port, None), port):
        known = await _search_attributes(port)
    assert known["CaseStage"] == known["ProgrammeYear"] == IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
    assert known["DueAt"] == IndexedValueType.INDEXED_VALUE_TYPE_DATETIME
    assert (tmp_path / "temporal.db").stat().st_size > 0


def test_the_server_of_docker_is_as_fair() -> None:
    compose = (Path(__file__).parents[2] / "docker" / "compose.yaml").read_text("utf-8")
    for name, value in FAIR_QUEUES.items():
        assert f"- --dynamic-config-value={name}={value}\n" in compose


async def test_the_dev_server_serves_its_pages(tmp_path: Path) -> None:
    port, ui_port = free_port(), free_port()
    with _running(temporal_dev_command(tmp_path, port, ui_port), port):
        wait_until_serving("127.0.0.1", ui_port, None)


async def test_the_test_server_skips_time() -> None:
    port = free_port()
    with _running(temporal_test_server_command(port), port):
        clock = (await Client.connect(f"127.0.0.1:{port}")).test_service
        before = (await clock.get_current_time(Empty())).time.seconds
        days = Duration(seconds=90 * 86400)
        await clock.unlock_time_skipping_with_sleep(SleepRequest(duration=days))
        assert (await clock.get_current_time(Empty())).time.seconds - before >= days.seconds


def test_a_server_that_ends_or_stays_silent_is_told() -> None:
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(DidNotServe, match="code 3"):
        wait_until_serving("127.0.0.1", free_port(), ended)
    with pytest.raises(DidNotServe, match="in time"):
        wait_until_serving("127.0.0.1", free_port(), None, timeout_seconds=0.1)
