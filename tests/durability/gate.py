"""A way to a server that can be shut: whoever goes through it is cut off, and comes back when it opens."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

HOST = "127.0.0.1"
CHUNK = 65536


@dataclass(slots=True)
class Gate:
    """Passes connections on to `port` of this machine."""

    port: int
    address: str = ""
    is_open: bool = True
    _passing: set[asyncio.StreamWriter] = field(default_factory=set)

    @classmethod
    async def to(cls, port: int) -> Self:
        """An open gate, at its own `address`, until the event loop ends."""
        gate = cls(port)
        server = await asyncio.start_server(gate._pass, HOST, 0)
        gate.address = f"{HOST}:{server.sockets[0].getsockname()[1]}"
        return gate

    def shut(self) -> None:
        """Cut everyone off, and let nobody through."""
        self.is_open = False
        for writer in self._passing:
            writer.transport.abort()

    def open(self) -> None:
        """Let who comes through again."""
        self.is_open = True

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.is_open:
            writer.transport.abort()
            return
        with suppress(OSError):
            inner_reader, inner_writer = await asyncio.open_connection(HOST, self.port)
            self._passing |= {writer, inner_writer}
            await asyncio.gather(_copy(reader, inner_writer), _copy(inner_reader, writer))
            self._passing -= {writer, inner_writer}


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
    writer.close()
