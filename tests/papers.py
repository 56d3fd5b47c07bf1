"""Papers as a reader sees them: text, glyphs, fonts, PDF/A marks, and what a camera reads of the page."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PageObject, PdfReader
from pypdf.generic import ByteStringObject, TextStringObject

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def text_of(pdf: bytes) -> str:
    """The text of every page as PDFium extracts it, lines parted by \\n, without blanks between scripts."""
    document = pypdfium2.PdfDocument(pdf)
    told = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return told.replace("\r\n", "\n")


def bare(text: str) -> str:
    """The text without blanks: the typesetter parts Chinese from Latin by one."""
    return "".join(text.split())


def title_of(pdf: bytes) -> str:
    metadata = PdfReader(BytesIO(pdf)).metadata
    assert metadata is not None
    return str(metadata.title)


def conformance_of(pdf: bytes) -> tuple[str, str]:
    """Part and conformance of PDF/A by the XMP metadata, as ("2", "B")."""
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    tree = ET.fromstring(root["/Metadata"].get_data())  # noqa: S314  made by ourselves
    part, conformance = (next(tree.iter(f"{_PDFA}{name}")).text for name in ("part", "conformance"))
    return str(part), str(conformance)


def fonts_are_embedded(pdf: bytes) -> bool:
    """Whether every font of every page brings its own program."""
    found = [font for page in PdfReader(BytesIO(pdf)).pages for font in _fonts(page)]
    return bool(found) and all({"/FontFile2", "/FontFile3"} & set(font) for font in found)


def glyphs_of(pdf: bytes) -> list[int]:
    """The glyph ids that the pages show; 0 would be .notdef."""
    return [glyph for page in PdfReader(BytesIO(pdf)).pages for glyph in _glyphs(page)]


def code_on(pdf: bytes, scale: float = 2.0) -> str:
    """The one QR code of the first page, read from its picture."""
    [code] = codes_on(pdf, scale)
    return code


def codes_on(pdf: bytes, scale: float = 2.0) -> list[str]:
    """Every code of the first page."""
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=scale, grayscale=True)
    picture = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
    return [str(code.text) for code in zxingcpp.read_barcodes(picture)]


def _fonts(page: PageObject) -> Iterator[Any]:
    resources: Any = page["/Resources"]
    for font in resources["/Font"].values():
        [descendant] = font.get_object()["/DescendantFonts"]
        yield descendant.get_object()["/FontDescriptor"].get_object()


def _glyphs(page: PageObject) -> Iterator[int]:
    contents = page.get_contents()
    assert contents is not None
    for operands, operator in contents.operations:
        if operator in (b"Tj", b"TJ"):
            shown = operands[0] if operator == b"TJ" else operands
            for each in shown:
                if isinstance(each, ByteStringObject | TextStringObject):
                    codes = each.original_bytes
                    yield from (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
