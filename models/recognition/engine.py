"""Characters off a picture: finds text, turns the page upright, and reads it line by line."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from models.recognition.handwriting import Handwriting
from models.recognition.look_alikes import mended
from models.recognition.networks import Corners, Networks, Picture, ReadLine
from models.recognition.order import reading_order
from models.recognition.turning import crops, on_its_head, runs_down, stands_on_its_head, turned
from models.recognition.weights import INSTALLED, verified
from models.sheets import Quad, TextLine

# A picture whose longer side is below SMALL pixels is doubled: more, or another filter, reads small receipts
# no better. Areas are those of A4 pages, so that a long receipt keeps its width. Text is looked for on a
# smaller picture and read at full size: of pages of 2,000 pixels with print of 22 pixels, 99.6 % of lines
# were right with 960 pixels for the longer side, 98.5 % with 1,280 and 96.7 % with 1,600.
SMALL = 900
READ_AREA, DETECTED_AREA = 2500 * 1768, 960 * 679
LEAST_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """Lines of the page as it stands upright: `width` × `height` pixels, the given picture's, after it was
    turned clockwise by `turned` degrees."""

    lines: tuple[TextLine, ...]
    width: int
    height: int
    turned: int


class Recogniser:
    """Loaded once per process. Raises RecogniserIncomplete; never fetches anything."""

    def __init__(self, threads: int = 1, folder: Path = INSTALLED) -> None:
        weights = verified(folder)
        self._networks = Networks(weights, threads)
        self._handwriting = Handwriting.load()
        self.version = f"{weights.version}+{self._handwriting.version}"

    def read(self, picture: Picture) -> Recognised:
        """Of an RGB picture (height, width, 3)."""
        page, scale = _sized(np.ascontiguousarray(picture[:, :, ::-1]))
        page, corners, degrees = self._upright(page)
        read, corners = self._lines(page, corners)
        lines = [
            TextLine(mended(line.text), quad, line.score, by_hand, line.scores, line.middles)
            for (line, by_hand), quad in zip(read, _quads(corners / scale), strict=True)
        ]
        height, width = picture.shape[:2] if degrees % 180 == 0 else picture.shape[1::-1]
        return Recognised(tuple(lines[number] for number in reading_order(corners)), width, height, degrees)

    def _upright(self, page: Picture) -> tuple[Picture, Corners, int]:
        corners, degrees = self._detect(page), 0
        if runs_down(corners):
            page, degrees = turned(page, 270), 270
            corners = self._detect(page)
        if len(corners) and stands_on_its_head(self._networks, page, corners):
            height, width = page.shape[:2]
            page, corners = turned(page, 180), on_its_head(corners, width, height)
            degrees = (degrees + 180) % 360
        return page, corners, degrees

    def _detect(self, page: Picture) -> Corners:
        scale = _fitting(page, DETECTED_AREA)
        return self._networks.detect(_scaled(page, scale)) / np.float32(scale)

    def _lines(self, page: Picture, corners: Corners) -> tuple[list[tuple[ReadLine, float | None]], Corners]:
        cut = crops(page, corners)
        read = self._networks.recognise(cut)
        kept = [number for number, line in enumerate(read) if line.text.strip() and line.score >= LEAST_SCORE]
        figured = [number for number in kept if any(map(str.isdigit, read[number].text))]
        by_hand = self._handwriting.likely([cut[number] for number in figured])
        known = dict(zip(figured, by_hand, strict=True))
        return [(read[number], known.get(number)) for number in kept], corners[kept]


def _sized(picture: Picture) -> tuple[Picture, float]:
    scale = 2.0 if max(picture.shape[:2]) < SMALL else _fitting(picture, READ_AREA)
    return _scaled(picture, scale), scale


def _fitting(picture: Picture, area: int) -> float:
    height, width = picture.shape[:2]
    return min(1.0, float(np.sqrt(area / (height * width))))


def _scaled(picture: Picture, scale: float) -> Picture:
    if scale == 1:
        return picture
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how), np.uint8)


def _quads(corners: Corners) -> list[Quad]:
    points = [[(float(x), float(y)) for x, y in quad] for quad in corners]
    return [(a, b, c, d) for a, b, c, d in points]
