"""What recognition does to lines, without a picture: lost, merged, cut, misread; labels stay right."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
from numpy.random import SFC64, Generator
from numpy.typing import NDArray

from models.generator.alignment import edges_of
from models.generator.pages import PrintedLine, SampledPage, Stretch
from models.generator.rates import LEADERS, TABLE_SIZE, Noise, Rates, fitted, gap_bin, ideographs, length_bins
from models.sheets import Quad

# Lines beside each other overlap by no more than this, and are off each other's height by no more.
OVERLAP = -0.4
ASIDE = 0.35
MOST = 0.95
BLANK = ord(" ")

Corners = NDArray[np.float32]
Lines = list[PrintedLine]


def corrupt(page: SampledPage, random: Random, noise: Noise | None = None) -> SampledPage:
    """The page as it might be recognised; its truth stays."""
    return corrupt_with_scores(page, random, noise)[0]


def corrupt_with_scores(
    page: SampledPage, random: Random, noise: Noise | None = None
) -> tuple[SampledPage, tuple[float, ...]]:
    """Beside the page the score that the recogniser might give to each of its lines."""
    noise = noise or fitted()
    rates = noise.of_a_page(random)
    seed = Generator(SFC64(random.getrandbits(64)))
    harshness = float(seed.gamma(rates.page_spread)) / rates.page_spread
    lines, corners = _without_lost(page.lines, rates, harshness, seed)
    if lines:
        lines, corners = _merged(lines, corners, rates, seed)
        lines, corners = _split(lines, corners, rates, seed)
        lines, wrong = _misread(lines, noise, rates, harshness, random, seed)
        lines, corners = _with_strays(lines, corners, page, noise, rates, random, seed)
        wrong += [True] * (len(lines) - len(wrong))
        quads = _quads(_found(corners, rates, seed))
        kept = [number for number, line in enumerate(lines) if line.text.strip()]
        scores = tuple(_score(rates, random, wrong=wrong[number]) for number in kept)
        lines = [_with_quad(lines[number], quads[number]) for number in kept]
        return replace(page, lines=tuple(lines)), scores
    return replace(page, lines=()), ()


def _score(rates: Rates, random: Random, *, wrong: bool) -> float:
    quantiles = rates.wrong_scores if wrong else rates.right_scores
    place = random.random() * (len(quantiles) - 1)
    low = int(place)
    return quantiles[low] + (quantiles[low + 1] - quantiles[low]) * (place - low)


def _without_lost(
    printed: Sequence[PrintedLine], rates: Rates, harshness: float, seed: Generator
) -> tuple[Lines, Corners]:
    if not printed:
        return [], np.zeros((0, 4, 2), np.float32)
    chances = np.minimum(rates.lost[length_bins(printed)] * harshness, MOST)
    kept = np.flatnonzero(seed.random(len(printed)) >= chances).tolist()
    lines = [printed[number] for number in kept]
    return lines, np.array([line.quad for line in lines], np.float32).reshape(-1, 4, 2)


def _merged(lines: Lines, corners: Corners, rates: Rates, seed: Generator) -> tuple[Lines, Corners]:
    """Neighbours on one height become one line, the sooner the nearer they are."""
    ones, others, gaps = neighbours(corners)
    bins = gap_bin(gaps)
    joined = seed.random(len(ones)) < rates.merged[bins]
    if not joined.any():
        return lines, corners
    blanks = seed.random(len(ones)) < rates.blank_between[bins]
    follower = {
        int(one): (int(other), bool(blank))
        for one, other, blank in zip(ones[joined], others[joined], blanks[joined], strict=True)
    }
    followed = {other for other, _ in follower.values()}
    lines, corners = list(lines), corners.copy()
    for first in [one for one in follower if one not in followed]:
        last = first
        while last in follower:
            last, blank = follower[last]
            lines[first] = _joined(lines[first], lines[last], blank=blank)
        corners[first, 1:3] = corners[last, 1:3]
    kept = [number for number in range(len(lines)) if number not in followed]
    return [lines[number] for number in kept], corners[kept]


def neighbours(corners: Corners) -> tuple[NDArray[np.int64], NDArray[np.int64], Corners]:
    """Numbers of lines, of the nearest line to the right of each, and the gaps between them in heights."""
    starts, ends = corners[:, [0, 3]].mean(axis=1), corners[:, [1, 2]].mean(axis=1)
    heights = np.maximum(np.hypot(*(corners[:, 3] - corners[:, 0]).T), 1.0)
    directions = ends - starts
    directions /= np.maximum(np.hypot(*directions.T), 1e-6)[:, None]
    offsets = starts[None] - ends[:, None]
    along = (offsets @ directions[..., None])[..., 0] / heights[:, None]
    across = np.abs(offsets[..., 1] * directions[:, None, 0] - offsets[..., 0] * directions[:, None, 1])
    tall = np.maximum(heights[:, None], heights[None])
    beside = (
        (along > OVERLAP) & (across < ASIDE * tall) & (tall < 1.6 * np.minimum(heights[:, None], heights))
    )
    np.fill_diagonal(beside, False)
    gaps = np.where(beside, along, np.inf)
    nearest = gaps.argmin(axis=1)
    ones = np.flatnonzero(beside.any(axis=1))
    # Two lines may have the same neighbour; it goes to the nearer one.
    order = ones[np.argsort(gaps[ones, nearest[ones]], kind="stable")]
    _, firsts = np.unique(nearest[order], return_index=True)
    chosen = order[firsts]
    return chosen, nearest[chosen], gaps[chosen, nearest[chosen]].astype(np.float32)


def _joined(one: PrintedLine, other: PrintedLine, *, blank: bool) -> PrintedLine:
    text = f"{one.text} " if blank else one.text
    shift = len(text)
    stretches = tuple(Stretch(part.start + shift, part.end + shift, part.label) for part in other.stretches)
    by_hand = one.handwritten or other.handwritten
    return PrintedLine(text + other.text, one.quad, one.stretches + stretches, one.size, by_hand)


def _codes(lines: Lines) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Of all characters the code points, cut to the tables' size, and the lines' numbers; and where each
    line begins."""
    text = "".join([line.text for line in lines])
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
    lengths = np.array([len(line.text) for line in lines])
    starts = np.cumsum(lengths) - lengths
    return np.minimum(codes, TABLE_SIZE - 1), np.repeat(np.arange(len(lines)), lengths), starts


def _split(lines: Lines, corners: Corners, rates: Rates, seed: Generator) -> tuple[Lines, Corners]:
    codes, owners, starts = _codes(lines)
    hits = np.flatnonzero(seed.random(len(codes)) < rates.split[codes])
    cuts: dict[int, list[int]] = {}
    for place, owner in zip((hits - starts[owners[hits]]).tolist(), owners[hits].tolist(), strict=True):
        if 0 < place < len(lines[owner].text):
            cuts.setdefault(owner, []).append(place)
    if not cuts:
        return lines, corners
    pieces, quads = [], []
    for number, line in enumerate(lines):
        if number in cuts:
            for piece, quad in _pieces(line, corners[number], cuts[number]):
                pieces.append(piece)
                quads.append(quad)
        else:
            pieces.append(line)
            quads.append(corners[number])
    return pieces, np.stack(quads)


def _pieces(line: PrintedLine, quad: Corners, cuts: Sequence[int]) -> list[tuple[PrintedLine, Corners]]:
    """Cut before each of these places; blanks at the ends of a piece are not read."""
    edges = edges_of(line.text)
    pieces = []
    for start, end in zip((0, *cuts), (*cuts, len(line.text)), strict=True):
        text = line.text[start:end]
        first, last = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        if first < last:
            upper = quad[0] + (quad[1] - quad[0]) * edges[[first, last], None]
            lower = quad[3] + (quad[2] - quad[3]) * edges[[first, last], None]
            corners = np.stack([upper[0], upper[1], lower[1], lower[0]]).astype(np.float32)
            piece = _part(line, first, last)
            pieces.append((piece, corners))
    return pieces


def _part(line: PrintedLine, start: int, end: int) -> PrintedLine:
    stretches = tuple(
        Stretch(max(one.start, start) - start, min(one.end, end) - start, one.label)
        for one in line.stretches
        if max(one.start, start) < min(one.end, end)
    )
    return PrintedLine(line.text[start:end], line.quad, stretches, line.size, line.handwritten)


def _misread(
    lines: Lines, noise: Noise, rates: Rates, harshness: float, random: Random, seed: Generator
) -> tuple[Lines, list[bool]]:
    """And which lines are not as they were printed."""
    codes, owners, starts = _codes(lines)
    by_hand = np.array([noise.by_hand if line.handwritten else 1.0 for line in lines])
    spread = seed.gamma(rates.line_spread, size=len(lines)) / rates.line_spread
    # A blank is lost, and one read where none is, no more often on a page that is hard to read.
    likely = np.where(codes == BLANK, 1.0, (harshness * spread * by_hand)[owners])
    misread, dropped = rates.misread[codes] * likely, rates.dropped[codes] * likely
    coarse = noise.coarse.draw(random)
    if coarse:
        misread += ideographs()[codes] * coarse * np.clip(spread, 0.5, 2.0)[owners]
    told = seed.random(len(codes))
    hits = np.flatnonzero(told < np.minimum(misread + dropped + rates.inserted, MOST))
    changes = _other_widths(lines, noise, codes, owners, starts, seed)
    _drop_leaders(lines, rates, random, changes)
    wrong = [False] * len(lines)
    for hit in hits.tolist():
        owner = int(owners[hit])
        place = hit - int(starts[owner])
        character = lines[owner].text[place]
        if told[hit] < misread[hit]:
            character = noise.read_for(character, random)
        elif told[hit] < misread[hit] + dropped[hit]:
            character = ""
        else:
            character += noise.insertions.draw(random)
        wrong[owner] = True
        changes.setdefault(owner, {})[place] = character
    changed = [
        rewritten(line, changes[number]) if number in changes else line for number, line in enumerate(lines)
    ]
    return changed, wrong


def _drop_leaders(lines: Lines, rates: Rates, random: Random, changes: dict[int, dict[int, str]]) -> None:
    """All but one or two of a row of them; adds to `changes`."""
    for number, line in enumerate(lines):
        for run in LEADERS.finditer(line.text):
            if random.random() < rates.leaders:
                for place in range(run.start() + random.randint(0, 2), run.end()):
                    changes.setdefault(number, {})[place] = ""


def _other_widths(
    lines: Lines,
    noise: Noise,
    codes: NDArray[np.int64],
    owners: NDArray[np.int64],
    starts: NDArray[np.int64],
    seed: Generator,
) -> dict[int, dict[int, str]]:
    """Of each line the places that are read in their other width."""
    changes: dict[int, dict[int, str]] = {}
    for hit in np.flatnonzero(seed.random(len(codes)) < noise.width_rates[codes]).tolist():
        owner = int(owners[hit])
        place = hit - int(starts[owner])
        other = noise.widths.get(lines[owner].text[place])
        if other is not None:
            changes.setdefault(owner, {})[place] = other
    return changes


def rewritten(line: PrintedLine, changes: dict[int, str]) -> PrintedLine:
    """With other text in the place of some characters; a stretch without a character left is gone."""
    pieces = [changes.get(place, character) for place, character in enumerate(line.text)]
    edges = [0]
    for piece in pieces:
        edges.append(edges[-1] + len(piece))
    stretches = []
    for one in line.stretches:
        start, end = edges[one.start], edges[one.end]
        # What is read behind a stretch's last character, though it was not printed, is not of the stretch.
        end -= max(len(pieces[one.end - 1]) - 1, 0)
        if start < end:
            stretches.append(Stretch(start, end, one.label))
    return PrintedLine("".join(pieces), line.quad, tuple(stretches), line.size, line.handwritten)


def _with_strays(
    lines: Lines,
    corners: Corners,
    page: SampledPage,
    noise: Noise,
    rates: Rates,
    random: Random,
    seed: Generator,
) -> tuple[Lines, Corners]:
    """Stamps, edges and grain that are taken for text."""
    count = int(seed.poisson(rates.stray))
    if not count or not noise.strays.texts:
        return lines, corners
    size = float(np.median([line.size for line in lines]))
    strays, quads = [], []
    for _ in range(count):
        text = noise.strays.draw(random)
        x, y = random.uniform(0, page.width * 0.9), random.uniform(0, page.height * 0.95)
        right, bottom = x + size * len(text), y + size * random.uniform(0.8, 1.6)
        quad = ((x, y), (right, y), (right, bottom), (x, bottom))
        strays.append(PrintedLine(text, quad, (), size))
        quads.append(quad)
    return lines + strays, np.concatenate([corners, np.array(quads, np.float32)])


def _found(corners: Corners, rates: Rates, seed: Generator) -> Corners:
    """As the detector draws them: a little wider or narrower on each side, each corner a little off."""
    heights = np.hypot(*(corners[:, 3] - corners[:, 0]).T)[:, None]
    across = (corners[:, 3] - corners[:, 0]) / np.maximum(heights, 1e-6)
    along = np.stack([across[:, 1], -across[:, 0]], axis=1)
    means = np.array([side.mean for side in rates.sides])
    deviations = np.array([side.deviation for side in rates.sides])
    left, right, top, bottom = ((means + deviations * seed.standard_normal((len(corners), 4))) * heights).T[
        ..., None
    ]
    shifts = np.stack(
        [
            -along * left - across * top,
            along * right - across * top,
            along * right + across * bottom,
            -along * left + across * bottom,
        ],
        axis=1,
    )
    shaken = seed.standard_normal(corners.shape) * (rates.corner * heights)[..., None]
    found: Corners = (corners + shifts + shaken).astype(np.float32)
    return found


def _quads(corners: Corners) -> list[Quad]:
    return [((a, b), (c, d), (e, f), (g, h)) for a, b, c, d, e, f, g, h in corners.reshape(-1, 8).tolist()]


def _with_quad(line: PrintedLine, quad: Quad) -> PrintedLine:
    return PrintedLine(line.text, quad, line.stretches, line.size, line.handwritten)
