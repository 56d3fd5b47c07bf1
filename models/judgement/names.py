"""Where a vendor's name begins and ends in its line, as registered names do."""

import re
from difflib import SequenceMatcher
from typing import Final

from models.judgement.words import PAPERS, SHOPS, VENDOR_ENDINGS, level

_ENDINGS: Final = (*VENDOR_ENDINGS, *SHOPS)
_MARKS: Final = " -_/|:,.()[]~"
_FEWEST: Final = 3
# Of so many characters, and so much alike, two names are one firm's.
_TOLD, _ALIKE = 4, 0.7
_FORM: Final = re.compile(r"(?:股份)?有限公司$")
_MOST_BEHIND: Final = 8
_RUN: Final = re.compile(r"[\u3400-\u9fff]+")


def name_end(text: str, start: int, end: int) -> int:
    """Where the name that begins at `start` ends: before what the paper is called, else with its form."""
    line = level(text)
    cut = _before_paper(line, start, end)
    return cut if cut is not None else _with_form(line, start, end)


def registered(name: str, print_of_it: str) -> str | None:
    """The name with its form, where another print has that behind the same name, perhaps misread."""
    form = _FORM.search(print_of_it)
    if not form or len(name) < _TOLD or _FORM.search(name):
        return None
    stem = print_of_it[: form.start()]
    alike = stem[:2] == name[:2] and SequenceMatcher(None, stem, name).ratio() >= _ALIKE
    return name + form[0] if alike else None


def _before_paper(line: str, start: int, end: int) -> int | None:
    for place in range(start + _FEWEST, end):
        rest = line[place:].lstrip(_MARKS)
        goes_on = line[place:end].strip(_MARKS)
        if goes_on and line[start:place].endswith(VENDOR_ENDINGS) and _is_paper(rest, goes_on):
            return place
    return None


def _is_paper(rest: str, goes_on: str) -> bool:
    """Whether a paper's name follows, or as much of one as the line and the span have."""
    return rest.startswith(PAPERS) or (rest == goes_on and any(word.startswith(rest) for word in PAPERS))


def _with_form(line: str, start: int, end: int) -> int:
    """Farther on to the last form of a firm, where letters go on without one."""
    if line[start:end].endswith(_ENDINGS):
        return end
    run = _RUN.match(line, end)
    if not run or not _RUN.fullmatch(line[end - 1 : end]):
        return end
    papers = [place for word in PAPERS if (place := line.find(word, end)) >= 0]
    last = min([run.end(), end + _MOST_BEHIND, *papers])
    ends = [place for place in range(end + 1, last + 1) if line[start:place].endswith(_ENDINGS)]
    return max(ends, default=end)
