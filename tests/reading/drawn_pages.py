"""Pages drawn with made-up words, for the tests of recognition, codes and splitting."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
# The number of the Taiwanese face within the collection.
TAIWAN = 3

Picture = NDArray[np.uint8]
Word = tuple[float, float, str]


def page(words: Sequence[Word], width: int, height: int, size: int = 28) -> Picture:
    """Words, each with the left and top of its first character in pixels, black on white."""
    paper = Image.new("RGB", (width, height), "white")
    pen, font = ImageDraw.Draw(paper), ImageFont.truetype(FONT, size, TAIWAN)
    for left, top, text in words:
        pen.text((left, top), text, fill=(25, 25, 25), font=font)
    return np.asarray(paper)


def skewed(picture: Picture, degrees: float) -> Picture:
    """Turned a little clockwise on a grey table."""
    turned = Image.fromarray(picture).rotate(
        -degrees, Image.Resampling.BICUBIC, True, fillcolor=(150, 150, 145)
    )
    return np.asarray(turned)
