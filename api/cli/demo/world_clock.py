"""The one clock of a throw-away world: a Temporal test server's, or its own while there is no server."""

import asyncio
import subprocess
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.testservice.v1 import LockTimeSkippingRequest, SleepRequest, UnlockTimeSkippingRequest
from temporalio.client import Client

from activities.temporal_client import connect
from store.embedded_temporal import (
    SEARCH_ATTRIBUTES,
    free_port,
    temporal_test_server_command,
    wait_until_serving,
)
from store.world import WorldTime

HOST = "127.0.0.1"
# A skip takes a few milliseconds.
STUCK_SECONDS = 0.2
_TYPES = {
    "Keyword": IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
    "Datetime": IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
}


@dataclass(slots=True)
class TimeServer:
    """A Temporal test server of one's own, and the client of it; it keeps nothing."""

    process: "subprocess.Popen[bytes]"
    port: int
    client: Client

    @classmethod
    async def started(cls, master_key: bytes | None) -> Self:
        """A new server; its payloads are encrypted where a key is given."""
        port = free_port()
        process = _spawn(temporal_test_server_command(port))
        try:
            await asyncio.to_thread(wait_until_serving, HOST, port, process)
            client = await connect(f"{HOST}:{port}", master_key)
            request = AddSearchAttributesRequest(namespace="default")
            for name, kind in SEARCH_ATTRIBUTES.items():
                request.search_attributes[name] = _TYPES[kind]
            await client.operator_service.add_search_attributes(request)
        except BaseException:
            process.kill()
            process.wait()
            raise
        return cls(process, port, client)

    def kill(self) -> None:
        """End it at once; what it knew is lost."""
        self.process.kill()
        self.process.wait()

    async def seconds(self) -> float:
        """The server's time, as seconds since 1970."""
        told = await self.client.test_service.get_current_time(Empty())
        return told.time.ToDatetime(UTC).timestamp()

    async def skip(self, seconds: float) -> None:
        """Let its time pass, every timer on the way firing."""
        duration = Duration()
        duration.FromTimedelta(timedelta(seconds=seconds))
        await self.client.test_service.unlock_time_skipping_with_sleep(SleepRequest(duration=duration))

    async def skip_unattended(self, seconds: float) -> None:
        """Let its time pass although no worker takes what falls due: each waiting task stops the skipping."""
        skipping, unlocked = asyncio.create_task(self.skip(seconds)), 0
        while not (await asyncio.wait({skipping}, timeout=STUCK_SECONDS))[0]:
            await self.client.test_service.unlock_time_skipping(UnlockTimeSkippingRequest())
            unlocked += 1
        for _ in range(unlocked):
            await self.client.test_service.lock_time_skipping(LockTimeSkippingRequest())
        await skipping


@dataclass(slots=True)
class SkippingClock:
    """World time. Between skips it runs as this machine's does; without a server it is skipped alone."""

    world: WorldTime
    loop: asyncio.AbstractEventLoop
    server: TimeServer | None = None
    ahead_seconds: float = 0.0
    _skipping: bool = False

    def now(self) -> datetime:
        """World time; while it skips asked of the server, but on the event loop, which must not wait for it.

        Between skips both clocks run alike.
        """
        if self._skipping and threading.current_thread() is not threading.main_thread():
            asyncio.run_coroutine_threadsafe(self.look(), self.loop).result(timeout=10)
        seconds = self.seconds()
        if self.world.resolution_seconds > 0:
            seconds -= seconds % self.world.resolution_seconds
        return datetime.fromtimestamp(seconds, UTC)

    def seconds(self) -> float:
        """World time as seconds since 1970, not cut to the resolution."""
        return time.time() + self.ahead_seconds + self.world.offset_seconds

    async def look(self) -> None:
        """Learn how far the server is ahead of this machine."""
        if self.server is not None:
            self.ahead_seconds = await self.server.seconds() - time.time()

    async def skip_to(self, instant: datetime, *, attended: bool = True) -> None:
        """Let world time pass until `instant`; nothing if that is behind us. `attended`: by a worker."""
        await self.look()
        left = instant.timestamp() - self.seconds()
        if left <= 0:
            return
        if self.server is None:
            self.ahead_seconds += left
            return
        self._skipping = True
        try:
            await (self.server.skip(left) if attended else self.server.skip_unattended(left))
            await self.look()
        finally:
            self._skipping = False

    async def follow(self, server: TimeServer) -> WorldTime:
        """Take up a server whose time is its own: the world's goes on under another offset."""
        told = await server.seconds()
        self.world = WorldTime(self.seconds() - told, self.world.resolution_seconds)
        self.server = server
        self.ahead_seconds = told - time.time()
        return self.world


def _spawn(command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
