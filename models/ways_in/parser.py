"""The parsing process: `python -m models.ways_in.parser` reads a request and writes pages, held to limits."""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO

from models.sheets import TextLine
from models.ways_in.frames import REQUEST, write_end, write_page, write_refusal
from models.ways_in.limits import Limits, ProcessLimits
from models.ways_in.refusals import NotReadable

Parsed = tuple[tuple[int, int], tuple[TextLine, ...], bytes]
_PDF_START_WITHIN = 1024


def confine(limits: ProcessLimits) -> None:
    """No more memory and computing than the limits; no file is written, no core dumped."""
    # At the hard limit of computing the end would look like one for memory.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def parsed(content: bytes, password: str | None, limits: Limits) -> Iterator[Parsed]:
    """Size, lines and RGB pixels of each page; NotReadable. What a file is, its content says."""
    if b"%PDF-" in content[:_PDF_START_WITHIN]:
        from models.ways_in.pdfs import pdf_pages

        yield from pdf_pages(content, password, limits)
    else:
        from models.ways_in.pictures import pictures

        for picture in pictures(io.BytesIO(content), limits):
            yield picture.size, (), picture.tobytes()


def answer(source: BinaryIO, out: BinaryIO) -> None:
    """One request's pages, then the end or the reason why there are no more."""
    settings_length, content_length = REQUEST.unpack(source.read(REQUEST.size))
    settings = json.loads(source.read(settings_length))
    limits = Limits.of(settings["limits"])
    confine(limits.process)
    try:
        content = source.read(content_length)
        for number, (size, lines, pixels) in enumerate(parsed(content, settings["password"], limits), 1):
            write_page(out, number, size, lines, pixels)
    except NotReadable as refusal:
        write_refusal(out, refusal)
    except MemoryError:
        write_refusal(out, NotReadable("took_too_much_memory", limit=limits.process.memory_bytes))
    else:
        write_end(out)


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
