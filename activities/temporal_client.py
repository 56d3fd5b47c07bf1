"""The Temporal client of a process."""

from temporalio.client import Client

from activities.payloads import data_converter


async def connect(address: str, master_key: bytes | None, namespace: str = "default") -> Client:
    """Connect to `host:port`; raises RuntimeError while nobody answers there."""
    return await Client.connect(address, namespace=namespace, data_converter=data_converter(master_key))
