"""Text with its places: what recognition gives, what a sampled layout has, and what the network reads."""

from dataclasses import dataclass

from domain.checkup.reading import ReadingSource

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text. `quad` is in pixels of the sheet's page, clockwise from the text's own top left;
    `score` from 0 to 1 is the recogniser's own (1 for a PDF's text), `scores` that of each character, if they
    are known; `by_hand` is how likely some of it is handwriting, from 0 to 1, where it has figures and was
    looked at; `middles` are where its characters lie, from 0 at its left to 1, if that is known."""

    text: str
    quad: Quad
    score: float = 1.0
    by_hand: float | None = None
    scores: tuple[float, ...] = ()
    middles: tuple[float, ...] = ()

    def weakest(self, start: int, end: int) -> float:
        """The score of the least sure of these characters; the line's, where theirs are not known."""
        scored = zip(self.text[start:end], self.scores[start:end], strict=False)
        return min((score for character, score in scored if not character.isspace()), default=self.score)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one document on one page, which is `width` × `height` pixels; `page` counts from 1."""

    lines: tuple[TextLine, ...]
    width: int
    height: int
    page: int = 1
    source: ReadingSource = ReadingSource.OCR

    def source_of(self, line: int) -> ReadingSource:
        """Beside a PDF's own text lines may be recognised, off its pictures."""
        return ReadingSource.OCR if self.lines[line].score < 1 else self.source
