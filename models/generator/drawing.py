"""A sampled page as a picture, with its lines' quads where they then are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from models.generator.decoration import Style, decorate, style
from models.generator.fonts import Font, FontUse, installed, typefaces
from models.generator.levels import Level, severity
from models.generator.pages import PrintedLine, SampledPage
from models.generator.penmanship import Hand
from models.generator.photographing import Picture, photographed
from models.generator.printing import Colour, Corners, Ink, Pixels, print_lines
from models.generator.wear import wear
from models.sheets import Quad

# Paper is drawn so large that its middle line has this height, within bounds for its longer side; the camera
# decides what is left of it. In pixels.
DRAWN_HEIGHT = 26
LEAST_SIDE, MOST_SIDE = 1400, 4500
# Where text fills less of a page than this share, who takes the picture goes nearer.
FILLED = 0.75
RECEIPT_WIDTH = 0.62
WHITE: Colour = (250, 250, 250)
PENS: tuple[Colour, ...] = ((25, 35, 130), (20, 20, 30), (150, 20, 30))


@dataclass(frozen=True, slots=True)
class Drawn:
    """`page` is the one that was drawn, in the pixels of `picture` (H, W, 3; RGB)."""

    picture: Picture
    page: SampledPage


@dataclass(frozen=True, slots=True)
class Press:
    """What pages are made with: fonts, a hand (any, where None), and the least pixels of the longer side."""

    fonts: Sequence[Font]
    hand: Hand | None = None
    least_side: int = LEAST_SIDE


def draw(page: SampledPage, random: Random, level: Level, press: Press | None = None) -> Drawn:
    """Printed, used and photographed. Raises `NoFonts` where no font with ideographs is installed."""
    press = press or Press(installed())
    harm = severity(level)
    seed = np.random.default_rng(random.getrandbits(64))
    page = nearer(page, random)
    scale = _scale(page, press.least_side)
    corners = np.array([line.quad for line in page.lines], np.float32).reshape(-1, 4, 2) * scale
    paper = _printed(page, scale, corners, random, press, dotted=random.random() < harm.dots)
    prints = [font for font in press.fonts if font.use is FontUse.PRINT]
    paper, corners = wear(paper, corners, harm, prints, random, seed)
    picture, corners = photographed(paper, corners, harm, random, seed)
    return Drawn(picture, _moved(page, corners, picture))


def nearer(page: SampledPage, random: Random) -> SampledPage:
    """Without the most of the empty margins, if they are wide."""
    if not page.lines:
        return page
    corners = np.array([line.quad for line in page.lines], np.float32)
    whole = np.array([page.width, page.height], np.float32)
    low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    pad = random.uniform(0.03, 0.12) * float((high - low).max())
    empty = (high - low) < FILLED * whole
    start = np.where(empty, np.maximum(low - pad, 0), 0)
    end = np.where(empty, np.minimum(high + pad, whole), whole)
    width, height = np.ceil(end - start).astype(int).tolist()
    lines = tuple(
        replace(line, quad=as_quad(quad - start)) for line, quad in zip(page.lines, corners, strict=True)
    )
    return replace(page, lines=lines, width=width, height=height)


def _scale(page: SampledPage, least_side: int) -> float:
    longer = max(page.width, page.height)
    text = float(np.median([line.size for line in page.lines])) if page.lines else DRAWN_HEIGHT
    return min(max(DRAWN_HEIGHT / max(text, 1.0), least_side / longer), MOST_SIDE / longer)


def _printed(
    page: SampledPage, scale: float, corners: Corners, random: Random, press: Press, *, dotted: bool
) -> Pixels:
    receipt = page.width / page.height < RECEIPT_WIDTH
    shade = random.randint(225, 255)
    paper: Pixels = np.empty((round(page.height * scale), round(page.width * scale), 3), np.float32)
    paper[:] = (shade, shade - random.randint(0, 6), shade - random.randint(0, 14))
    look = style(random)
    bare = receipt and random.random() < 0.8
    on_bars = frozenset[int]() if bare else decorate(paper, corners, look, random)
    faces = typefaces(random, press.fonts, receipt=receipt)
    inks = _inks(page, look, on_bars, random, dotted=dotted)
    print_lines(paper, page.lines, corners, faces, inks, random, press.hand)
    return paper


def _inks(
    page: SampledPage, look: Style, on_bars: frozenset[int], random: Random, *, dotted: bool
) -> list[Ink]:
    """What was printed beforehand (labels and notes) may be in another colour than what is filled in."""
    dark = random.randint(0, 70)
    values = Ink((dark, dark, dark), random.uniform(0.75, 1.0), dotted)
    form = Ink(look.bar, 0.95) if random.random() < 0.3 else replace(values, dotted=False)
    pen = Ink(random.choice(PENS), random.uniform(0.75, 1.0))
    inks = []
    for number, line in enumerate(page.lines):
        if number in on_bars:
            inks.append(Ink(WHITE))
        else:
            inks.append(_ink(line, form, values, pen))
    return inks


def _ink(line: PrintedLine, form: Ink, values: Ink, pen: Ink) -> Ink:
    if line.handwritten:
        return pen
    return values if line.stretches or any(one.isdigit() for one in line.text) else form


def _moved(page: SampledPage, corners: Corners, picture: Picture) -> SampledPage:
    height, width = picture.shape[:2]
    growth = max(height, width) / max(page.height, page.width)
    lines = tuple(
        replace(line, quad=as_quad(quad), size=line.size * growth)
        for line, quad in zip(page.lines, corners, strict=True)
    )
    return replace(page, lines=lines, width=width, height=height)


def as_quad(corners: Corners) -> Quad:
    """Of an array (4, 2)."""
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return a, b, c, d
