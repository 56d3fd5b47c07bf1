"""How a camera or scanner sees paper: from where, in what light, how sharp, how well kept."""

from random import Random
from typing import Any

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from models.generator.levels import Severity
from models.generator.printing import Corners, Pixels
from models.generator.wear import smooth

Picture = NDArray[np.uint8]


def photographed(
    paper: Pixels, corners: Corners, severity: Severity, random: Random, seed: Generator
) -> tuple[Picture, Corners]:
    """The finished picture (H, W, 3), RGB, and where the quads are on it."""
    seen, corners = viewed(paper, corners, severity, random, seed)
    lit = seen * light(seen.shape[:2], severity, random, seed)[..., None]
    tint = severity.tint.draw(random)
    lit = lit * np.array(
        [1, 1 - tint / 2, 1 - tint] if random.random() < 0.7 else [1 - tint, 1 - tint / 2, 1], np.float32
    )
    blurred = unsharp(lit, severity, random)
    grain = seed.normal(0, severity.noise.draw(random), seen.shape[:2]).astype(np.float32)
    noisy = np.clip(blurred + grain[..., None], 0, 255).astype(np.uint8)
    return kept(uncoloured(noisy, severity, random), round(severity.jpeg.draw(random))), corners


def viewed(
    paper: Pixels, corners: Corners, severity: Severity, random: Random, seed: Generator
) -> tuple[Pixels, Corners]:
    """On whatever it lies on, turned and from aside, from so far that its text is of a readable height."""
    height, width = paper.shape[:2]
    ends = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    angle = np.deg2rad(severity.degrees.draw(random))
    turning = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    aside = severity.perspective.draw(random) * max(height, width)
    pulled = np.array([[random.uniform(-aside, aside) for _ in range(2)] for _ in range(4)], np.float32)
    there = ends @ turning + pulled
    margins = [severity.margin.draw(random) * max(height, width) for _ in range(4)]
    low, high = there.min(axis=0) - margins[:2], there.max(axis=0) + margins[2:]
    scale = _scale(corners, float((high - low).max()), severity, random)
    transform = cv2.getPerspectiveTransform(ends, ((there - low) * scale).astype(np.float32))
    extent = (round(float(high[0] - low[0]) * scale), round(float(high[1] - low[1]) * scale))
    seen = surface((extent[1], extent[0]), random, seed)
    shown = cv2.warpPerspective(_prepared(paper, scale), transform, extent, flags=cv2.INTER_LINEAR)
    covered = cv2.warpPerspective(np.ones((height, width), np.float32), transform, extent)[..., None]
    composed: Pixels = (seen * (1 - covered) + shown * covered).astype(np.float32)
    return composed, carried(corners, transform)


def _scale(corners: Corners, longer: float, severity: Severity, random: Random) -> float:
    text = float(np.median(np.hypot(*(corners[:, 3] - corners[:, 0]).T))) if len(corners) else 0.0
    wanted = severity.text_height.draw(random) / max(text, 1.0)
    return min(max(wanted, severity.long_side.least / longer), severity.long_side.most / longer)


def carried(corners: Corners, transform: NDArray[Any]) -> Corners:
    """Quads (n, 4, 2) through a perspective."""
    points = np.concatenate([corners, np.ones((*corners.shape[:2], 1), np.float32)], axis=2) @ transform.T
    there: Corners = (points[..., :2] / points[..., 2:]).astype(np.float32)
    return there


def _prepared(paper: Pixels, scale: float) -> Pixels:
    """Softened before it is made smaller, so that thin strokes do not break."""
    return paper if scale >= 1 else softened(paper, 0.45 * (1 / scale - 1) + 0.3)


def softened(picture: Pixels, sigma: float) -> Pixels:
    """Out of focus by `sigma` pixels."""
    soft: Pixels = cv2.GaussianBlur(picture, (0, 0), sigma).astype(np.float32)
    return soft


def surface(shape: tuple[int, int], random: Random, seed: Generator) -> Pixels:
    """A table top: one colour with uneven grain along one direction."""
    colour = np.array([random.randint(40, 230)] * 3, np.float32) + [random.randint(-25, 25) for _ in range(3)]
    grain = cv2.resize(seed.normal(0, 12, (shape[0], 8)).astype(np.float32), (shape[1], shape[0]))
    table: Pixels = np.clip(colour + grain[..., None], 0, 255).astype(np.float32)
    return table


def light(shape: tuple[int, ...], severity: Severity, random: Random, seed: Generator) -> Pixels:
    """What share of its brightness each pixel keeps: falling off to a side, less in a soft-edged shadow."""
    rows, columns = np.indices(shape, np.float32)
    angle = random.uniform(0, 2 * np.pi)
    along = (rows / shape[0] - 0.5) * np.sin(angle) + (columns / shape[1] - 0.5) * np.cos(angle)
    field = 1 - severity.lighting.draw(random) * (along + 0.7) / 1.4
    if random.random() < severity.shadow:
        edge = along * random.uniform(1.5, 4) + smooth(shape, seed, 2) + random.uniform(-1, 0)
        depth = severity.shadow_depth.draw(random)
        field = field * (1 - depth / (1 + np.exp(-edge * random.uniform(8, 80))))
    lit: Pixels = field.astype(np.float32)
    return lit


def unsharp(picture: Pixels, severity: Severity, random: Random) -> Pixels:
    """Out of focus, and sometimes moved while the shutter was open."""
    sigma = severity.defocus.draw(random)
    blurred = softened(picture, sigma) if sigma > 0.2 else picture
    if random.random() >= severity.motion:
        return blurred
    length = round(severity.motion_length.draw(random))
    kernel = np.zeros((2 * length + 1, 2 * length + 1), np.float32)
    angle = random.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    cv2.line(
        kernel,
        np.rint(length - reach).astype(int).tolist(),
        np.rint(length + reach).astype(int).tolist(),
        1.0,
    )
    smeared: Pixels = cv2.filter2D(blurred, -1, kernel / kernel.sum()).astype(np.float32)
    return smeared


def uncoloured(picture: Picture, severity: Severity, random: Random) -> Picture:
    """Some scanners give shades of grey, some black and white."""
    told = random.random()
    if told >= severity.grey + severity.bilevel:
        return picture
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if told < severity.bilevel:
        grey = np.where(grey > random.randint(120, 175), 255, 0).astype(np.uint8)
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB).astype(np.uint8)


def kept(picture: Picture, quality: int) -> Picture:
    """Through JPEG and back; `quality` from 1 to 100."""
    _, packed = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    unpacked = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    assert unpacked is not None
    return np.ascontiguousarray(unpacked[..., ::-1]).astype(np.uint8)
