"""Reads QR, Code 39 and Code 128 off a picture, looking again where one is seen and does not read."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from models.codes.code import Code, CodeFormat
from models.codes.ladder import Grey, Ladder, Rung, ladder
from models.readings import Box

# Pixels; a QR code of 21 modules, the least, cannot be told apart below.
SMALLEST = 21
# Left, top, right and bottom in pixels of the page.
Frame = tuple[int, int, int, int]


_FORMATS = {
    zxingcpp.BarcodeFormat.QRCode: CodeFormat.QR,
    zxingcpp.BarcodeFormat.Code39: CodeFormat.CODE_39,
    zxingcpp.BarcodeFormat.Code128: CodeFormat.CODE_128,
}
_SOUGHT = zxingcpp.BarcodeFormats(
    [zxingcpp.BarcodeFormat.QRCodeModel2, zxingcpp.BarcodeFormat.Code39, zxingcpp.BarcodeFormat.Code128]
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A code at a place; without content it was seen and did not read."""

    content: bytes
    format: CodeFormat
    frame: Frame


def read_codes(picture: NDArray[np.uint8]) -> tuple[Code, ...]:
    """Every code that reads on an RGB picture, from the top; bounded in pixels, and so in time."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    height, width = grey.shape
    read = [one for one in _climbed(grey, ladder()) if one.content]
    return tuple(
        Code(one.content, one.format, _fractions(one.frame, width, height))
        for one in sorted(read, key=lambda one: (one.frame[1], one.frame[0]))
    )


def _climbed(grey: Grey, steps: Ladder) -> list[_Seen]:
    seen: list[_Seen] = []
    for number, rung in enumerate(steps.rungs):
        whole = number < steps.on_whole_page or grey.size <= steps.small_page_pixels
        pixels = steps.page_pixels if whole else steps.part_pixels
        for part in [_all_of(grey)] if whole else _parts(grey, seen, steps.parts):
            seen = _together(seen, _looked(grey, part, rung, pixels))
        if seen and all(one.content for one in seen):
            break
    return seen


def _looked(grey: Grey, part: Frame, rung: Rung, pixels: int) -> list[_Seen]:
    left, top, right, bottom = part
    cut = grey[top:bottom, left:right]
    scale = rung.fitting(cut, pixels)
    how = zxingcpp.Binarizer.GlobalHistogram if rung.whole else zxingcpp.Binarizer.LocalAverage
    found = zxingcpp.read_barcodes(
        rung.look(cut, scale), formats=_SOUGHT, binarizer=how, try_invert=False, return_errors=True
    )
    seen = [_seen(barcode, left, top, scale) for barcode in found]
    return [one for one in seen if one.content or _like_a_code(one, grey)]


def _seen(barcode: zxingcpp.Barcode, left: int, top: int, scale: float) -> _Seen:
    place = barcode.position
    corners = place.top_left, place.top_right, place.bottom_right, place.bottom_left
    across = [round(left + corner.x / scale) for corner in corners]
    down = [round(top + corner.y / scale) for corner in corners]
    content = barcode.bytes if barcode.valid else b""
    return _Seen(content, _FORMATS[barcode.format], (min(across), min(down), max(across), max(down)))


def _like_a_code(seen: _Seen, grey: Grey) -> bool:
    """Of what did not read only squares are looked at again: text often looks like bars."""
    left, top, right, bottom = seen.frame
    less, more = sorted((right - left, bottom - top))
    sensible = less >= SMALLEST and more < max(grey.shape) / 2
    return seen.format is CodeFormat.QR and sensible and less > 0.7 * more


def _together(seen: Sequence[_Seen], more: Sequence[_Seen]) -> list[_Seen]:
    """Each place once, with its content if it has been read."""
    kept: list[_Seen] = []
    for one in sorted([*seen, *more], key=lambda one: not one.content):
        if not any(_same_place(one.frame, other.frame) for other in kept):
            kept.append(one)
    return kept


def _same_place(one: Frame, other: Frame) -> bool:
    """Whether the middle of either lies in the other."""
    return _holds_middle(one, other) or _holds_middle(other, one)


def _holds_middle(frame: Frame, other: Frame) -> bool:
    across, down = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return frame[0] <= across <= frame[2] and frame[1] <= down <= frame[3]


def _parts(grey: Grey, seen: Sequence[_Seen], most: int) -> list[Frame]:
    """Around what did not read, wide enough for a second code beside it; the largest first."""
    height, width = grey.shape
    unread = sorted((one.frame for one in seen if not one.content), key=lambda frame: frame[0] - frame[2])
    parts = []
    for left, top, right, bottom in unread[:most]:
        side = right - left
        parts.append(
            (
                max(0, left - round(1.5 * side)),
                max(0, top - side // 2),
                min(width, right + round(1.5 * side)),
                min(height, bottom + side // 2),
            )
        )
    return parts


def _all_of(grey: Grey) -> Frame:
    return 0, 0, grey.shape[1], grey.shape[0]


def _fractions(frame: Frame, width: int, height: int) -> Box:
    left, top, right, bottom = frame
    return left / width, top / height, right / width, bottom / height
