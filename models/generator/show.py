"""Pictures of sampled pages with what is labelled in colour, for people to look at.

`python -m models.generator.show FOLDER --count 12 --seed 1 [--family NAME]`
"""

import argparse
import colorsys
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from models.generator.alignment import edges_of
from models.generator.drawing import Drawn, draw
from models.generator.fonts import FontUse, installed
from models.generator.levels import Level
from models.generator.noise import corrupt
from models.generator.pages import PrintedLine, SampledPage
from models.generator.sampling import sample_page
from models.labels import Label

LONGEST_SIDE = 1400
NAME_SIZE = 13
UNLABELLED = (150, 150, 150)
Colour = tuple[int, int, int]


def colour_of(label: Label) -> Colour:
    """Far apart for labels that stand beside each other in their list."""
    hue = list(Label).index(label) * 0.381966 % 1
    red, green, blue = colorsys.hsv_to_rgb(hue, 1.0, 0.8)
    return round(red * 255), round(green * 255), round(blue * 255)


def shown(drawn: Drawn) -> Image.Image:
    """Every line in a grey box, every stretch in a box of its label's colour with its name."""
    image = Image.fromarray(drawn.picture)
    pen = ImageDraw.Draw(image)
    font = next(font for font in installed() if font.use is FontUse.PRINT).at(NAME_SIZE)
    for line in drawn.page.lines:
        pen.polygon(line.quad, outline=UNLABELLED)
        _show_stretches(pen, line, font)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image


def written_out(page: SampledPage) -> Image.Image:
    """A page that has no picture, such as a corrupted one: its texts at their places on white."""
    image = Image.new("RGB", (page.width, page.height), "white")
    pen = ImageDraw.Draw(image)
    print_font = next(font for font in installed() if font.use is FontUse.PRINT)
    for line in page.lines:
        size = max(round(line.size * 0.8), 8)
        pen.polygon(line.quad, outline=UNLABELLED)
        pen.text(line.quad[0], line.text, fill="black", font=print_font.at(size))
        _show_stretches(pen, line, print_font.at(NAME_SIZE))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image


def _show_stretches(pen: ImageDraw.ImageDraw, line: PrintedLine, font: FreeTypeFont) -> None:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.quad
    edges = edges_of(line.text)
    for one in line.stretches:
        start, end = edges[one.start], edges[one.end]
        corners = [
            (ax + (bx - ax) * start, ay + (by - ay) * start),
            (ax + (bx - ax) * end, ay + (by - ay) * end),
            (dx + (cx - dx) * end, dy + (cy - dy) * end),
            (dx + (cx - dx) * start, dy + (cy - dy) * start),
        ]
        colour = colour_of(one.label)
        pen.polygon(corners, outline=colour, width=2)
        pen.text((corners[0][0], corners[0][1] - NAME_SIZE), str(one.label), fill=colour, font=font)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--family", action="append")
    parser.add_argument("--level", type=Level, action="append", choices=list(Level))
    parser.add_argument(
        "--corrupted", action="store_true", help="lines as the noise leaves them, not a picture"
    )
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    random, levels = Random(asked.seed), asked.level or list(Level)
    for number in range(asked.count):
        page = sample_page(random, asked.family)
        level = levels[number % len(levels)]
        image = written_out(corrupt(page, random)) if asked.corrupted else shown(draw(page, random, level))
        image.save(asked.folder / f"{number:03}-{page.kind}-{page.family}-{level}.png")


if __name__ == "__main__":
    main()
