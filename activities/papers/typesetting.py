"""Sets a paper: a template of this folder and its content become a PDF/A-2b, the same bytes each time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import orjson
import typst

from domain.roc_date import roc_date

FOLDER = Path(__file__).parent
# What every paper is set in, from Debian's fonts-noto-cjk.
FONTS = ("Noto Serif CJK TC", "Noto Sans CJK TC")
# What those lack: the household registers' characters, from Debian's fonts-cns11643-sung, and
# letters of other countries, from the font that comes with the typesetter.
RARE_FONTS = ("TW-Sung", "TW-Sung-Ext-B", "TW-Sung-Plus", "Libertinus Serif")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


class PaperFault(Exception):
    """Why a paper cannot be made on this machine now, in both languages; it is made once that is mended."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class FontsMissing(PaperFault):
    """The machine has not the fonts that papers are set in."""

    def __init__(self, families: Sequence[str]) -> None:
        super().__init__(
            f"缺少字型 {'、'.join(families)}；請安裝 fonts-noto-cjk。",
            f"The fonts {', '.join(families)} are missing: install fonts-noto-cjk.",
        )


class GlyphMissing(PaperFault):
    """No font has these characters. They are told by their code points: they may be of a name."""

    def __init__(self, text: str) -> None:
        self.code_points = tuple(f"U+{ord(letter):04X}" for letter in text)
        told = ", ".join(self.code_points)
        super().__init__(
            f"字型沒有這些字：{told}；請安裝 fonts-cns11643-sung，或含這些字的字型。",
            f"No font has {told}: install fonts-cns11643-sung, or a font that has them.",
        )


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as papers print it, and in parts for the document's own date."""

    roc: str
    iso: str
    year: int
    month: int
    day: int

    @classmethod
    def of(cls, day: date) -> "PrintedDate":
        return cls(roc_date(day), day.isoformat(), day.year, day.month, day.day)


class Typesetter:
    """Finds the fonts at the first paper; threads take turns, since a paper takes milliseconds."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._compiler: typst.Compiler | None = None

    def typeset(self, template: str, content: Any) -> bytes:
        """The PDF of a dataclass set in `template`.typ; FontsMissing, GlyphMissing."""
        told = {"content": orjson.dumps(content).decode(), "fonts": _FALLBACK}
        with self._lock:
            self._compiler = self._compiler or _compiler()
            return _compiled(self._compiler, FOLDER / f"{template}.typ", told)


def missing_fonts(wanted: Sequence[str]) -> tuple[str, ...]:
    """Those of the font families that this machine has not."""
    known = set(_fonts().families())
    return tuple(family for family in wanted if family not in known)


_FALLBACK = orjson.dumps(RARE_FONTS).decode()


def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _compiler() -> typst.Compiler:
    if missing := missing_fonts(FONTS):
        raise FontsMissing(missing)
    return typst.Compiler(root=FOLDER, font_paths=_fonts(), ignore_system_fonts=True)


def _compiled(compiler: typst.Compiler, template: Path, told: Mapping[str, str]) -> bytes:
    try:
        made = compiler.compile(input=template, sys_inputs=dict(told), format="pdf", pdf_standards=["a-2b"])
    except typst.TypstError as error:
        # PDF/A allows no .notdef, so the typesetter itself refuses a character without a glyph.
        found = _NO_GLYPH.search(str(error))
        if found is None:
            raise
        raise GlyphMissing(found[1]) from None
    assert isinstance(made, bytes)
    return made
