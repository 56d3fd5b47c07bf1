"""Of a PDF page's text only what people see is taken, and where its pictures lie is told."""

import numpy as np
import pytest

from tests.reading.made_files import HELVETICA, saved, scene, stream, written_pdf
from tests.reading.test_ways_in_pdfs import SENTENCE, only, texts

HIDDEN = b"BT /F 12 Tf 40 200 Td %s (Total amount to be paid: 9999 dollars) Tj ET\n"
SQUARE = b"0.2 0.3 0.7 rg 30 190 300 30 re f\n"
IMAGE = stream(
    b"/Type /XObject /Subtype /Image /Width 80 /Height 60 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    b" /Filter /DCTDecode",
    saved(scene((80, 60)), "JPEG", quality=90),
)
RESOURCES = HELVETICA + b" /XObject << /I 5 0 R >> /ExtGState << /Clear << /ca 0 >> >>"


@pytest.mark.parametrize(
    "hidden",
    [
        HIDDEN % b"1 g",
        HIDDEN % b"0.98 g",
        b"q\n" + HIDDEN % b"3 Tr" + b"Q\n",
        HIDDEN % b"0 g" + b"1 g 30 190 300 30 re f\n",
        HIDDEN % b"0 g" + SQUARE,
        SQUARE + HIDDEN % b"0.2 0.3 0.7 rg",
        HIDDEN % b"0 g" + b"q 300 0 0 60 30 180 cm /I Do Q\n",
        b"q 0 0 10 10 re W n\n" + HIDDEN % b"0 g" + b"Q\n",
        b"q /Clear gs\n" + HIDDEN % b"0 g" + b"Q\n",
    ],
    ids=["white", "nearly", "mode", "covered", "coloured", "alike", "pictured", "clipped", "clear"],
)
def test_text_that_nobody_sees_is_not_taken(hidden: bytes) -> None:
    page = only(written_pdf(hidden + b"0 g " + SENTENCE, RESOURCES, IMAGE))
    assert texts(page) == ["The usage of this period is 931 kWh"]
    assert only(written_pdf(hidden, RESOURCES, IMAGE)).lines == ()


def test_pale_text_and_text_over_pictures_is_seen() -> None:
    pale = HIDDEN % b"0.8 g"
    over = b"q 300 0 0 60 30 180 cm /I Do Q\n" + HIDDEN % b"0 g"
    for seen in (pale, over, SQUARE + HIDDEN % b"1 g"):
        assert texts(only(written_pdf(seen, RESOURCES, IMAGE))) == ["Total amount to be paid: 9999 dollars"]


@pytest.mark.parametrize(
    ("drawn", "where"),
    [
        (b"q 100 0 0 75 200 75 cm /I Do Q\n", (0.5, 0.5, 0.75, 0.75)),
        (b"q 0.5 0 0 0.5 100 0 cm /M Do Q\n", (0.5, 0.5, 0.75, 0.75)),
        (b"q 20 0 0 15 200 75 cm /I Do Q\n", None),
        (b"", None),
    ],
    ids=["image", "in a form", "small", "none"],
)
def test_where_pictures_lie_beside_text_is_told(
    drawn: bytes, where: tuple[float, float, float, float] | None
) -> None:
    form = stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /XObject << /I 5 0 R >> >>",
        b"q 200 0 0 150 200 150 cm /I Do Q",
    )
    resources = HELVETICA + b" /XObject << /I 5 0 R /M 6 0 R >>"
    page = only(written_pdf(drawn + SENTENCE, resources, IMAGE, form))
    assert texts(page) == ["The usage of this period is 931 kWh"]
    rows, columns = np.nonzero(page.pictured)
    if where is None:
        assert len(rows) == 0
        return
    side = len(page.pictured)
    sides = columns.min() / side, rows.min() / side, (columns.max() + 1) / side, (rows.max() + 1) / side
    assert sides == pytest.approx(where, abs=0.03)
    assert page.pictured[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].all()


def test_a_scan_in_strips_is_no_less_a_scan() -> None:
    strips = b"".join(b"q 400 0 0 10 0 %d cm /I Do Q\n" % (10 * strip) for strip in range(30))
    stamp = b"BT /F 8 Tf 20 10 Td (Scanned with a telephone) Tj ET"
    assert only(written_pdf(strips + stamp, RESOURCES, IMAGE)).lines == ()
