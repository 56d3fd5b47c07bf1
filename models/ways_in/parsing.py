"""The parsing process as its reader sees it: started for one file, waited for within limits, ended."""

import json
import os
import select
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from threading import Thread
from types import TracebackType
from typing import IO, Final, Self

from models.sheets import TextLine
from models.ways_in.frames import (
    END,
    NOWHERE,
    REFUSAL,
    REPLY,
    REQUEST,
    BadFrame,
    read_heading,
    read_lines,
    read_refusal,
)
from models.ways_in.limits import Limits
from models.ways_in.parsers import Parsers
from models.ways_in.refusals import NotReadable

# How PDFium and the C library end a process that gets no more memory.
_OUT_OF_MEMORY: Final = frozenset((signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGKILL))


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came: `pixels` are RGB, row by row, `pictured` GRID × GRID cells, 0 without a picture."""

    number: int
    width: int
    height: int
    lines: tuple[TextLine, ...]
    pixels: bytearray
    pictured: bytearray


class Parsing:
    """One file's parsing process; leaving the context kills what is left of it."""

    def __init__(self, content: bytes, password: str | None, limits: Limits, parsers: Parsers) -> None:
        self._limits = limits
        self._left = limits.process.file_seconds
        self._parser = parsers.start()
        request = _request(content, password, limits)
        feeding = Thread(target=_feed, args=(self._parser.source, (request, content)), daemon=True)
        try:
            feeding.start()
        except RuntimeError:
            # No thread is left: what was started must not stay behind.
            self._parser.source.close()
            self._parser.end()
            raise
        self._feeding = feeding

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._parser.end()
        self._feeding.join()

    def pages(self) -> Iterator[RawPage]:
        """As they are parsed; NotReadable."""
        number = 1
        while (page := self._next(number)) is not None:
            yield page
            number += 1

    def _next(self, number: int) -> RawPage | None:
        patience = _Patience(min(self._limits.process.page_seconds, self._left))
        try:
            return self._received(number, patience)
        except EOFError:
            raise self._death() from None
        except BadFrame:
            raise NotReadable("parser_failed", ending="format") from None
        finally:
            self._left -= patience.used

    def _received(self, number: int, patience: "_Patience") -> RawPage | None:
        heading = read_heading(self._read(REPLY.size, patience), number, self._limits)
        text = self._read(heading.size, patience)
        if heading.kind == REFUSAL:
            raise read_refusal(text)
        if heading.kind == END:
            return None
        lines = read_lines(text, heading.lines)
        pixels = self._read(heading.pixel_bytes, patience)
        pictured = self._read(len(NOWHERE), patience)
        return RawPage(number, heading.width, heading.height, lines, pixels, pictured)

    def _read(self, size: int, patience: "_Patience") -> bytearray:
        """Exactly so many bytes; EOFError, NotReadable."""
        buffer = bytearray(size)
        view, got = memoryview(buffer), 0
        while got < size:
            patience.wait(self._parser.out)
            count = os.readv(self._parser.out.fileno(), [view[got:]])
            if count == 0:
                raise EOFError
            got += count
        return buffer

    def _death(self) -> NotReadable:
        """What the process died of, as far as its end tells; OSError if the machine is at fault."""
        limits = self._limits.process
        code = self._parser.ending(limits.page_seconds)
        if code is None:
            return NotReadable("parser_failed", ending="silence")
        if code == -signal.SIGXCPU:
            return NotReadable("took_too_long", limit=limits.cpu_seconds)
        if -code in _OUT_OF_MEMORY:
            return NotReadable("took_too_much_memory", limit=limits.memory_bytes)
        return NotReadable("parser_failed", ending=signal.Signals(-code).name if code < 0 else code)


class _Patience:
    """So many seconds of waiting; what the reader does between two pages does not count."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.used = 0.0

    def wait(self, out: IO[bytes]) -> None:
        """Until there is something to read; NotReadable."""
        waiting = select.poll()
        waiting.register(out, select.POLLIN)
        before = time.monotonic()
        ready = waiting.poll(max(0.0, self._seconds - self.used) * 1000)
        self.used += time.monotonic() - before
        if not ready:
            raise NotReadable("took_too_long", limit=f"{self._seconds:g}")


def _request(content: bytes, password: str | None, limits: Limits) -> bytes:
    settings = json.dumps({"password": password, "limits": asdict(limits)}).encode()
    return REQUEST.pack(len(settings), len(content)) + settings


def _feed(pipe: IO[bytes], parts: tuple[bytes, ...]) -> None:
    # A process that refuses early, or dies, reads no further.
    with suppress(BrokenPipeError), pipe:
        for part in parts:
            pipe.write(part)
