"""A page is seen by its own text or by its picture, and no file brings in more text than is read."""

from dataclasses import replace

import pytest
from PIL import Image

from domain.checkup.reading import ReadingSource
from models.judgement.places import box_of
from models.recognition.engine import Recogniser
from models.recognition.turning import turned
from models.seeing import see, seen_pages
from models.sheets import Sheet
from models.ways_in.limits import LIMITS
from models.ways_in.opening import Page, open_pages
from models.ways_in.refusals import NotReadable
from tests.reading.drawn_pages import page as drawn
from tests.reading.made_files import HELVETICA, many_pages, saved, stream, written_pdf
from tests.reading.test_recognition import TEXTS, WORDS


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def test_text_is_counted_over_all_pages_of_a_file(recogniser: Recogniser) -> None:
    content = many_pages(3)
    assert len(list(seen_pages(open_pages(content), recogniser, replace(LIMITS.file, lines=3)))) == 3
    seen = seen_pages(open_pages(content), recogniser, replace(LIMITS.file, lines=2))
    with pytest.raises(NotReadable) as refused:
        list(seen)
    assert refused.value.code == "too_many_lines"
    assert refused.value.fields == {"page": "3", "lines": "3", "limit": "2"}


def test_a_picture_of_as_many_lines_as_are_looked_for_is_refused(recogniser: Recogniser) -> None:
    picture = drawn(WORDS, 800, 480)
    one = Page(2, picture, (), picture.shape[1], picture.shape[0])
    assert len(see(one, recogniser).lines) == len(WORDS)
    with pytest.raises(NotReadable) as refused:
        see(one, recogniser, replace(LIMITS.file, lines_of_page=len(WORDS)))
    assert refused.value.code == "too_many_lines_on_page"
    assert refused.value.fields == {"page": "2", "limit": str(len(WORDS))}


def claim(picture: Image.Image, wide: float, tall: float) -> bytes:
    """A page with a sentence of its own at its head, and one over the picture's foot."""
    image = stream(
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /DCTDecode" % picture.size,
        saved(picture, "JPEG", quality=95),
    )
    content = (
        b"BT /F 12 Tf 40 800 Td (Claim of expenses, August 2024) Tj ET\n"
        b"q %f 0 0 %f 100 200 cm /I Do Q\n"
        % (wide, tall)
        + b"BT /F 12 Tf 110 204 Td (Seen and approved) Tj ET"
    )
    return written_pdf(content, HELVETICA + b" /XObject << /I 5 0 R >>", image, box=b"0 0 595 842")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_pictures_beside_text_are_recognised_and_text_is_taken_as_it_is(
    degrees: int, recogniser: Recogniser
) -> None:
    picture = Image.fromarray(turned(drawn(WORDS, 800, 500), degrees))
    wide, tall = (400.0, 250.0) if degrees % 180 == 0 else (250.0, 400.0)
    [page] = open_pages(claim(picture, wide, tall))
    seen = see(page, recogniser)
    assert [line.text for line in seen.lines[:2]] == ["Claim of expenses, August 2024", "Seen and approved"]
    assert sorted(line.text for line in seen.lines[2:]) == sorted(TEXTS)
    sheet = Sheet(seen.lines, seen.width, seen.height, seen.number, seen.source)
    sources = [sheet.source_of(number) for number in range(len(sheet.lines))]
    assert sources == [ReadingSource.TEXT] * 2 + [ReadingSource.OCR] * len(TEXTS)
    for number in range(2, len(sheet.lines)):
        left, top, right, bottom = box_of(sheet, number, 0, len(sheet.lines[number].text))
        assert 100 / 595 < left < right < (100 + wide) / 595
        assert (642 - tall) / 842 < top < bottom < 642 / 842


def test_a_logo_beside_text_is_left_alone(recogniser: Recogniser) -> None:
    [page] = open_pages(claim(Image.fromarray(drawn(WORDS, 800, 500)), 40, 25))
    assert len(see(page, recogniser).lines) == 2
