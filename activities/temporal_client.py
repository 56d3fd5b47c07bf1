"""The Temporal client of a process."""

import logging
from functools import cache

from temporalio.client import Client
from temporalio.runtime import (
    LogForwardingConfig,
    LoggingConfig,
    Runtime,
    TelemetryConfig,
    TelemetryFilter,
)

from activities.payloads import data_converter


async def connect(address: str, master_key: bytes | None, namespace: str = "default") -> Client:
    """Connect to `host:port`; raises RuntimeError while nobody answers there."""
    return await Client.connect(
        address, namespace=namespace, data_converter=data_converter(master_key), runtime=_runtime()
    )


@cache
def _runtime() -> Runtime:
    """One for the process; its core's logs go where the process's own go, not to standard output."""
    logs = LoggingConfig(
        filter=TelemetryFilter(core_level="WARN", other_level="ERROR"),
        forwarding=LogForwardingConfig(logger=logging.getLogger("temporalio.core")),
    )
    # The test server is older than what the core would like to rely on, and nothing here relies on it.
    logging.getLogger("temporalio.core").addFilter(
        lambda record: "heartbeat details" not in record.getMessage()
    )
    return Runtime(telemetry=TelemetryConfig(logging=logs))
