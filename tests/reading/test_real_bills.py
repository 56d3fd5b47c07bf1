"""The three real documents, as they are and as twenty other photographs of them would be."""

from collections.abc import Iterator
from datetime import date
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from models.reading import Reader
from tests.reading.real_bills import FOLDER, REAL_BILLS, WHY_SKIPPED, RealBill, mistakes
from tests.reading.trained import FULLY_TRAINED, WHY_NOT_HELD

pytestmark = [
    pytest.mark.skipif(FOLDER is None, reason=WHY_SKIPPED),
    pytest.mark.skipif(not FULLY_TRAINED, reason=WHY_NOT_HELD),
    pytest.mark.slow,
    pytest.mark.timeout(300),
]
TODAY = date(2026, 11, 28)
VARIATIONS = 20
named = pytest.mark.parametrize("bill", REAL_BILLS, ids=lambda bill: bill.file)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@named
def test_every_visible_field_is_right(bill: RealBill, reader: Reader) -> None:
    (read,) = reader.read(bill.path, today=TODAY).documents
    assert not mistakes(bill, read)


@named
def test_other_photographs_of_it_are_read_as_well(bill: RealBill, reader: Reader) -> None:
    wrong = []
    for number, picture in enumerate(varied(bill)):
        documents = reader.read(picture, today=TODAY).documents
        wrong += [f"{number}: {one}" for one in mistakes(bill, documents[0])]
    print("\n".join(wrong))
    assert len(wrong) <= 0.05 * VARIATIONS * bill.fields


def varied(bill: RealBill) -> Iterator[bytes]:
    """Turned a little or by a quarter, scaled, blurred, and stored anew: no more than the print survives."""
    with Image.open(bill.path) as opened:
        original = np.asarray(opened.convert("RGB"))
    random = Random(bill.file)
    for _ in range(VARIATIONS):
        picture = scaled(
            original, random.uniform(0.9, 1.6) if min(original.shape[:2]) < 800 else random.uniform(0.6, 1)
        )
        picture = turned(picture, random.uniform(-6, 6))
        picture = np.rot90(picture, random.choice((0, 0, 1, 2, 3)))
        picture = cv2.GaussianBlur(np.ascontiguousarray(picture), (0, 0), random.uniform(0.2, 0.7))
        stored, encoded = cv2.imencode(
            ".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, random.randint(60, 95)]
        )
        assert stored
        yield encoded.tobytes()


def scaled(picture: np.ndarray, factor: float) -> np.ndarray:
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC))


def turned(picture: np.ndarray, degrees: float) -> np.ndarray:
    """About its middle, on a sheet large enough for its corners."""
    height, width = picture.shape[:2]
    turning = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    cosine, sine = abs(turning[0, 0]), abs(turning[0, 1])
    size = (round(height * sine + width * cosine), round(height * cosine + width * sine))
    turning[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    return np.asarray(
        cv2.warpAffine(picture, turning, size, borderValue=(235, 235, 235), flags=cv2.INTER_CUBIC)
    )
