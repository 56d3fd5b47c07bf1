"""The parsing process: it reads a request, writes pages, and can no more. `python -m models.ways_in.parser`
is the process that forks them."""

import io
import json
import socket
from collections.abc import Callable, Iterator
from typing import BinaryIO

from models.sheets import TextLine
from models.ways_in.confining import bound, shut_in
from models.ways_in.forking import fork_for_each
from models.ways_in.frames import NOWHERE, REQUEST, write_end, write_page, write_refusal
from models.ways_in.limits import Limits
from models.ways_in.refusals import NotReadable

Parsed = tuple[tuple[int, int], tuple[TextLine, ...], bytes, bytes]
Parse = Callable[[bytes, str | None, Limits], Iterator[Parsed]]
_PDF_START_WITHIN = 1024


def parsed(content: bytes, password: str | None, limits: Limits) -> Iterator[Parsed]:
    """Size, lines, RGB pixels and pictured cells of each page; NotReadable. What it is, its content says."""
    return _parser_of(content)(content, password, limits)


def _parser_of(content: bytes) -> Parse:
    """With all that it may need later, when no library is found any more."""
    if _is_pdf(content):
        from models.ways_in.pdfs import pdf_pages

        return pdf_pages
    from models.ways_in.pictures import load_formats

    load_formats()
    return _pictures


def _pictures(content: bytes, password: str | None, limits: Limits) -> Iterator[Parsed]:
    from models.ways_in.pictures import pictures

    for picture in pictures(io.BytesIO(content), limits):
        yield picture.size, (), picture.tobytes(), NOWHERE


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:_PDF_START_WITHIN]


def _unpacks_in_threads(content: bytes) -> bool:
    """What unpacks HEIC fails without."""
    return content[4:8] == b"ftyp"


def answer(source: BinaryIO, out: BinaryIO) -> None:
    """One request's pages, then the end or the reason why there are no more."""
    settings_length, content_length = REQUEST.unpack(source.read(REQUEST.size))
    settings = json.loads(source.read(settings_length))
    limits = Limits.of(settings["limits"])
    bound(limits.process)
    try:
        content = source.read(content_length)
        parse = _parser_of(content)
        shut_in(threads=_unpacks_in_threads(content))
        for number, page in enumerate(parse(content, settings["password"], limits), 1):
            write_page(out, number, *page)
    except NotReadable as refusal:
        write_refusal(out, refusal)
    except MemoryError:
        write_refusal(out, NotReadable("took_too_much_memory", limit=limits.process.memory_bytes))
    else:
        write_end(out)


if __name__ == "__main__":
    for content in (b"%PDF-", b""):
        _parser_of(content)
    fork_for_each(socket.socket(fileno=0), answer)
