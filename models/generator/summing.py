"""What was counted as noise.toml has it: rates, and what each character is read as."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from models.generator.counting import Counts, Share
from models.generator.levels import Level
from models.generator.rates import Writing, writing_of

# How often training takes each level: photographs are what people send.
SHARES = {Level.SCAN: 0.35, Level.PHOTO: 0.45, Level.HARD: 0.2}
QUANTILES = 11
SHRINKAGE = 2.0
RARELY = 3
MOST_STRAYS = 60
LEAST_SPREAD, MOST_SPREAD = 0.15, 20.0
# Fonts that imitate handwriting are read nearly as well as print; hands are not. An estimate.
BY_HAND = 3.0
# Papers so small in their picture that strokes are lost and digits are not: how many, and how many of their
# ideographs are misread at least and at most. An estimate.
COARSE = {"share": 0.05, "least": 0.1, "most": 0.5}


def written(counts: Mapping[Level, Counts]) -> str:
    """As noise.toml has it."""
    pages = sum(len(one.pages) for one in counts.values())
    characters = sum(characters for one in counts.values() for _, characters in one.pages)
    lines = sum(len(one.lines) for one in counts.values())
    unread = sum(one.unread for one in counts.values())
    head = [
        f"# What recognition does to text; written by `python -m models.generator.fitting`.\n"
        f"# source: {pages} drawn pages ({lines} lines, {characters} characters), {unread} more hardly read",
        "[by_hand]\n# source: our own estimate",
        f"factor = {BY_HAND}",
        "\n[coarse]\n# source: our own estimate, of pictures too small for the strokes of ideographs",
        *(f"{name} = {value}" for name, value in COARSE.items()),
    ]
    return "\n".join([*head, *_levels(counts), *_texts(counts)]) + "\n"


def _levels(counts: Mapping[Level, Counts]) -> list[str]:
    told = []
    for level, one in counts.items():
        page_spread = _spread(one.pages)
        told += [
            f"\n[levels.{level}]\nshare = {SHARES[level]}",
            *(f"{name} = {_table(getattr(one, name))}" for name in ("misread", "dropped", "split")),
            f"inserted = {one.inserted.rate:.5f}",
            f"leaders = {one.leaders.rate:.4f}",
            *(f"{name} = {_rates(getattr(one, name))}" for name in ("lost", "merged", "blank_between")),
            f"page_spread = {page_spread:.3f}",
            f"line_spread = {_spread(_within_pages(one)):.3f}",
            f"sides = {_sides(one)}",
            f"corner = {float(np.std(np.concatenate(one.corners))) if one.corners else 0.0:.4f}",
            f"stray = {len(one.strays) / max(len(one.pages), 1):.3f}",
            f"right_scores = {_quantiles(one.right_scores)}",
            f"wrong_scores = {_quantiles(one.wrong_scores)}",
        ]
    return told


def _texts(counts: Mapping[Level, Counts]) -> list[str]:
    insertions: Counter[str] = Counter()
    strays: list[str] = []
    for one in counts.values():
        insertions.update(one.insertions)
        strays += one.strays
    frequent = {text: number for text, number in insertions.most_common(40) if number > 1} or {" ": 1}
    return [
        f"\n[insertions]\n{_pairs(frequent)}",
        f"\n[strays]\ntexts = {json.dumps(_few(strays), ensure_ascii=False)}",
        f"\n[characters]\n{_characters(counts)}",
    ]


def _few(strays: Sequence[str]) -> list[str]:
    return [text for text, _ in Counter(strays).most_common(MOST_STRAYS)]


def _characters(counts: Mapping[Level, Counts]) -> str:
    """How much more often than others of its class each is misread or dropped, and as what it is read."""
    levels = counts.values()
    misread = _expected((one.seen, one.misread) for one in levels)
    dropped = _expected((one.printed, one.dropped) for one in levels)
    readings = _together(one.readings for one in levels)
    widths = _together(one.widths for one in levels)
    seen, gone = (sum((getattr(one, name) for one in levels), Counter[str]()) for name in ("seen", "gone"))
    told = []
    for character in sorted(dropped):
        read, other = readings.get(character, Counter()), widths.get(character, Counter())
        hits = (read.total(), gone[character])
        expected = (misread[character], dropped[character])
        if any(hits) or other or max(expected) >= RARELY:
            wrong, left_out = (
                (hit + SHRINKAGE) / (one + SHRINKAGE) for hit, one in zip(hits, expected, strict=True)
            )
            entry = [f"misread = {wrong:.3f}, dropped = {left_out:.3f}"]
            if read:
                entry.append(f"read_as = {{ {_pairs(read, ', ')} }}")
            if other:
                [(text, number)] = other.most_common(1)
                entry.append(f"width = {_quoted(text)}, width_rate = {number / seen[character]:.4f}")
            told.append(f"{_quoted(character)} = {{ {', '.join(entry)} }}")
    return "\n".join(told)


def _expected(levels: Iterable[tuple[Counter[str], Mapping[Writing, Share]]]) -> dict[str, float]:
    """Of each character so many hits as if all of its class had them equally often."""
    expected: dict[str, float] = defaultdict(float)
    for seen, shares in levels:
        for character, number in seen.items():
            expected[character] += number * shares[writing_of(character)].rate
    return expected


def _together(counted: Iterable[Mapping[str, Counter[str]]]) -> dict[str, Counter[str]]:
    summed: dict[str, Counter[str]] = defaultdict(Counter)
    for one in counted:
        for character, read in one.items():
            summed[character].update(read)
    return summed


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _pairs(numbers: Mapping[str, int], between: str = "\n") -> str:
    return between.join(f"{_quoted(text)} = {number}" for text, number in numbers.items())


def _table(shares: Mapping[Writing, Share]) -> str:
    return "{ " + ", ".join(f"{writing} = {share.rate:.5f}" for writing, share in shares.items()) + " }"


def _rates(shares: Sequence[Share]) -> str:
    """A bin with few in it leans on the bin behind: long lines and wide gaps are the most frequent."""
    rates: list[float] = []
    for share in reversed(shares):
        behind = rates[-1] if rates else share.rate
        rates.append((share.hits + SHRINKAGE * behind) / (share.of + SHRINKAGE))
    return "[" + ", ".join(f"{rate:.4f}" for rate in reversed(rates)) + "]"


def _sides(one: Counts) -> str:
    sides = np.array(one.sides or [np.zeros(4)])
    return str([[round(float(side.mean()), 4), round(float(side.std()), 4)] for side in sides.T])


def _quantiles(scores: Sequence[float]) -> str:
    return str([round(float(one), 4) for one in np.quantile(scores or [0.9], np.linspace(0, 1, QUANTILES))])


def _within_pages(one: Counts) -> list[tuple[float, float]]:
    """Errors of lines, and as many characters as would have had them if their page were like all others."""
    rate = sum(errors for errors, _ in one.pages) / max(sum(size for _, size in one.pages), 1)
    weights = [(errors / size / rate if size and rate else 1.0) for errors, size in one.pages]
    return [(errors, size * weights[page]) for errors, size, page in one.lines]


def _spread(errors: Sequence[tuple[float, float]]) -> float:
    """Shape of the gamma distribution by which error rates differ, from how far errors exceed chance."""
    found, sizes = (
        (np.array(column, float) for column in zip(*errors, strict=True)) if errors else (np.ones(1),) * 2
    )
    expected = sizes * found.sum() / max(sizes.sum(), 1)
    excess = float((np.square(found - expected) - expected).sum())
    shape = float(np.square(expected).sum()) / excess if excess > 0 else MOST_SPREAD
    return min(max(shape, LEAST_SPREAD), MOST_SPREAD)
