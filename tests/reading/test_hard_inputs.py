"""Files as people really send them: turned, several on one scan, locked, endless, or no bill at all."""

import io
from datetime import date
from random import Random

import numpy as np
import pytest
from PIL import Image

from domain.checkup.reading import BillKind, ReadingField
from models.generator.drawing import draw
from models.generator.levels import Level
from models.generator.sampling import sample_page
from models.reading import Reader
from models.readings import DocumentReading
from models.ways_in.refusals import NotReadable
from tests.reading.trained import FULLY_TRAINED, WHY_NOT_HELD

TODAY = date(2026, 11, 28)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not FULLY_TRAINED, reason=WHY_NOT_HELD),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="module")
def bill() -> np.ndarray:
    """A scan of a sampled bill that reads well."""
    random = Random(3)
    return draw(sample_page(random, ["form_bill"]), random, Level.SCAN).picture


def jpeg(picture: np.ndarray, exif: Image.Exif | None = None) -> bytes:
    stored = io.BytesIO()
    Image.fromarray(picture).save(stored, "JPEG", quality=92, **({"exif": exif} if exif else {}))
    return stored.getvalue()


def values(read: DocumentReading) -> dict[ReadingField, str]:
    return {field: one.value for field, one in read.fields.items()}


def agreement(one: DocumentReading, other: DocumentReading) -> float:
    """Share of the fields of either that both have alike."""
    first, second = values(one), values(other)
    return sum(first.get(field) == value for field, value in second.items()) / max(len(first), len(second), 1)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_reads_alike_however_it_lies(quarters: int, reader: Reader, bill: np.ndarray) -> None:
    (upright,) = reader.read(jpeg(bill), today=TODAY).documents
    (turned,) = reader.read(jpeg(np.rot90(bill, quarters)), today=TODAY).documents
    assert upright.kind is turned.kind is not BillKind.UNKNOWN
    assert len(upright.fields) >= 4
    assert agreement(upright, turned) >= 0.9


@pytest.mark.parametrize(("orientation", "quarters"), [(3, 2), (6, 1), (8, 3)])
def test_a_telephone_that_only_notes_how_it_was_held_is_believed(
    orientation: int, quarters: int, reader: Reader, bill: np.ndarray
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    (upright,) = reader.read(jpeg(bill), today=TODAY).documents
    (noted,) = reader.read(jpeg(np.rot90(bill, quarters), exif), today=TODAY).documents
    assert agreement(upright, noted) >= 0.9


def test_three_receipts_on_one_scan_are_three_documents(reader: Reader) -> None:
    random = Random(11)
    receipts = [draw(sample_page(random, ["till_receipt"]), random, Level.SCAN).picture for _ in range(3)]
    height = max(one.shape[0] for one in receipts) + 120
    width = sum(one.shape[1] for one in receipts) + 4 * 90
    scan, left = np.full((height, width, 3), 250, np.uint8), 90
    for one in receipts:
        scan[60 : 60 + one.shape[0], left : left + one.shape[1]] = one
        left += one.shape[1] + 90
    together = reader.read(jpeg(scan), today=TODAY).documents
    alone = [reader.read(jpeg(one), today=TODAY).documents[0] for one in receipts]
    assert len(together) == 3
    alike = [max(agreement(one, other) for other in together) for one in alone]
    assert sum(alike) / len(alike) >= 0.85


def test_what_is_no_bill_asks_for_a_person_and_says_why(reader: Reader) -> None:
    noise = np.random.default_rng(2).integers(0, 255, (40, 60, 3), np.uint8)
    cat = np.asarray(Image.fromarray(noise).resize((1200, 800), Image.Resampling.BICUBIC))
    for picture in (cat, np.full((1400, 1000, 3), 255, np.uint8)):
        for document in reader.read(jpeg(picture), today=TODAY).documents:
            assert document.kind is BillKind.UNKNOWN
            assert "kind_unknown" in document.reasons


def test_half_a_picture_is_refused_whole(reader: Reader, bill: np.ndarray) -> None:
    content = jpeg(bill)
    with pytest.raises(NotReadable) as refusal:
        reader.read(content[: len(content) // 2], today=TODAY)
    assert refusal.value.code == "picture_truncated"
