"""Files made for the ways in: pictures of many kinds, PDFs set by the typesetter or written by hand."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import typst
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

SIZE = (240, 160)
HELVETICA = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
RED, BLUE = (200, 30, 30), (30, 40, 190)


def scene(size: tuple[int, int] = SIZE) -> Image.Image:
    """White, its upper left quarter red, its lower right one blue: turned or mirrored it is another."""
    picture = Image.new("RGB", size, "white")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill=RED)
    drawing.rectangle((size[0] // 2, size[1] // 2, *size), fill=BLUE)
    return picture


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def turned(picture: Image.Image, orientation: int) -> bytes:
    """A JPEG whose notes say how it is to be turned."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    return saved(picture, "JPEG", quality=95, exif=notes)


def typeset(body: str, *, size: int = 11, page: str = "width: 400pt, height: 300pt, margin: 30pt") -> bytes:
    """A PDF of typst markup in a font with Chinese characters."""
    source = f'#set page({page})\n#set text(font: "Noto Sans CJK TC", size: {size}pt)\n{body}'
    return typst.compile(source.encode())


def many_pages(count: int) -> bytes:
    return typeset("A receipt of one page." + "#pagebreak()\nA receipt of one page." * (count - 1))


def rewritten(
    pdf: bytes, *, turned: int = 0, crop: tuple[float, ...] = (), passwords: tuple[str, str] | None = None
) -> bytes:
    """The PDF with all pages turned, cut to a box, or locked by the passwords of its user and owner."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        page.rotate(turned)
        if crop:
            page.cropbox = RectangleObject(crop)
    if passwords:
        writer.encrypt(*passwords, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def deflated(content: bytes, times: int = 1) -> bytes:
    """The content so many times over, unpacked nowhere."""
    packing = zlib.compressobj(9)
    return b"".join([*(packing.compress(content) for _ in range(times)), packing.flush()])


def written_pdf(
    content: bytes, resources: bytes = b"", *more: bytes, box: bytes = b"0 0 400 300", entries: bytes = b""
) -> bytes:
    """A page with the content as object 4; `more` are objects from 5 on."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> >>"
        % (box, resources),
        stream(entries, content),
        *more,
    )
    return b"".join(_numbered(objects))


def _numbered(objects: tuple[bytes, ...]) -> Iterator[bytes]:
    yield b"%PDF-1.7\n"
    at, places = 9, []
    for number, body in enumerate(objects, 1):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places.append(b"%010d 00000 n \n" % at)
        at += len(written)
        yield written
    count = len(objects) + 1
    yield b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, b"".join(places))
    yield b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, at)
