"""The running system that is measured: every process as `tanjian up` runs it, in a throw-away folder."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
from temporalio.client import Client

from activities.tools import Tools
from api.cli.compose import Reach, opened_tools
from api.cli.console import Fault
from api.cli.data_folder import DataFolder
from api.cli.prepare import prepare
from api.cli.process import connect_in_time
from api.cli.programs import DATABASE_URL, LOCAL, TEMPORAL_ADDRESS, Programs
from api.cli.service import Program, Service
from store.embedded_postgres import EmbeddedPostgres
from store.embedded_temporal import free_port
from store.person_keys import load_master_key

Say = Callable[[str], None]
# A Monday early in the year: every window of a case that is trained now stays open meanwhile.
WORLD_BEGINS = date(2025, 3, 3)
_READY_SECONDS, _STOP_SECONDS = 120.0, 20.0
_CONNECTIONS = 20


@dataclass(frozen=True, slots=True)
class Plant:
    """The system seen from the bench: its stores, its Temporal, its web interface, its worker's memory."""

    tools: Tools
    client: Client
    http: httpx.AsyncClient
    postgres: EmbeddedPostgres
    worker: Service

    def worker_bytes(self) -> int:
        """Resident memory of the case worker's process."""
        assert self.worker.pid is not None
        return resident_bytes(self.worker.pid)


@asynccontextmanager
async def running_plant(say: Say) -> AsyncIterator[Plant]:
    """Start everything, and end and remove it with the block. Raises Fault."""
    with (
        _own_servers_only(),
        tempfile.TemporaryDirectory(prefix="tanjian-bench-", ignore_cleanup_errors=True) as made,
    ):
        folder = DataFolder.at(Path(made) / "data")
        programs = Programs(folder, free_port(), WORLD_BEGINS)
        services: list[Service] = []
        try:
            say("啟動伺服器與程序 / starting servers and processes")
            await _start(services, programs)
            async with _seen(folder, programs, services) as plant:
                yield plant
        finally:
            for service in reversed(services):
                await service.stop(_STOP_SECONDS)


async def _start(services: list[Service], programs: Programs) -> None:
    await _until_ready(services, programs.servers, programs.folder)
    await asyncio.to_thread(prepare, programs.database_url, programs.folder, WORLD_BEGINS)
    await _until_ready(services, [*programs.own, _bare(programs)], programs.folder)


def _bare(programs: Programs) -> Program:
    command = [sys.executable, "-m", "api.cli.bench.bare_worker", str(programs.folder.path)]
    environment = {DATABASE_URL: programs.database_url, TEMPORAL_ADDRESS: programs.temporal_address}
    return Program("bare-worker", command, environment)


async def _until_ready(services: list[Service], programs: list[Program], folder: DataFolder) -> None:
    begun = [Service(program, folder.logs, lambda _: None) for program in programs]
    services += begun
    for service in begun:
        service.start()
    try:
        async with asyncio.timeout(_READY_SECONDS):
            await asyncio.gather(*(service.ready.wait() for service in begun))
    except TimeoutError:
        late = "、".join(service.name for service in begun if not service.ready.is_set())
        raise Fault(f"未能就緒：{late}。", f"Not ready in time: {late}.") from None


@asynccontextmanager
async def _seen(folder: DataFolder, programs: Programs, services: list[Service]) -> AsyncIterator[Plant]:
    client = await connect_in_time(programs.temporal_address, load_master_key(folder.path))
    found = Reach(folder, programs.database_url, programs.temporal_address)
    postgres = EmbeddedPostgres(folder.postgres, programs.ports["postgres"])
    worker = next(service for service in services if service.name == "worker")
    # The server closes what was idle for five seconds: a connection is let go before that.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=2.0)
    base_url = f"http://{LOCAL}:{programs.port}"
    with opened_tools(found, connections=_CONNECTIONS) as tools:
        async with httpx.AsyncClient(base_url=base_url, timeout=60, limits=limits) as http:
            yield Plant(tools, client, http, postgres, worker)


@contextmanager
def _own_servers_only() -> Iterator[None]:
    """Servers that the environment names hold someone's work: they are never measured."""
    named = {name: os.environ.pop(name) for name in (DATABASE_URL, TEMPORAL_ADDRESS) if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(named)


def resident_bytes(pid: int) -> int:
    """Resident memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))
