"""What a person said of a document, and which document of a later reading it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.checkup.bill_reading import FieldValue, Place, ReadDocument
from domain.checkup.likeness import document_likeness, row_likeness
from domain.checkup.reading import BillKind, ReadingField

# Each row of a longer list is found in its own number or not at all: workflows fold this, and a turn of
# theirs that takes two seconds fails.
MOST_SEARCHED = 300


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said when the `number`th reading stood; `seen` is the document as it was read last.

    `document` is its number (from 0) among `documents`. `reasons` are those for which the document needed a
    person whenever somebody looked at it.
    """

    number: int
    document: int
    seen: ReadDocument
    documents: int
    kind: BillKind
    values: Mapping[Place, FieldValue] = field(default_factory=dict)
    corrected: bool = False
    reasons: frozenset[str] = frozenset()


def carried(
    said: Iterable[Said], documents: Sequence[ReadDocument]
) -> tuple[Mapping[int, Said], tuple[Said, ...]]:
    """What stands of these documents, by their number, and what is about none of them.

    Of two that were said of one document the later stands.
    """
    standing: dict[int, Said] = {}
    left: list[Said] = []
    for one in sorted(said, key=lambda one: -one.number):
        moved = _moved(one, documents)
        if moved is None or moved.document in standing:
            left.append(one)
        else:
            standing[moved.document] = moved
    return standing, tuple(left)


def _moved(said: Said, documents: Sequence[ReadDocument]) -> Said | None:
    """Of the document that is most like the one it was said of; None without one, or with several."""
    scores = {
        number: score
        for number, now in enumerate(documents)
        if (score := _score(said, now, len(documents))) is not None
    }
    found = _most_alike(scores, said.document if said.documents == len(documents) else None)
    rows = None if found is None else _rows(said, documents[found])
    if found is None or rows is None:
        return None
    values = {
        (at, name): replace(value, row=at)
        for (row, name), value in said.values.items()
        for at in [None if row is None else rows[row]]
    }
    return replace(said, document=found, seen=documents[found], documents=len(documents), values=values)


def _score(said: Said, now: ReadDocument, documents: int) -> int | None:
    """None where nothing shows that it is the document, or something that it is not."""
    if now.kind not in (said.kind, said.seen.kind):
        return None
    likeness = document_likeness(said.seen, _values(said, None), now)
    if likeness is None:
        return None
    alone = said.documents == documents == 1 and not {*said.seen.pages}.isdisjoint(now.pages)
    return likeness.score if likeness.telling or likeness.places or alone else None


def _rows(said: Said, now: ReadDocument) -> Mapping[int, int] | None:
    """Where each row that was spoken of stands now; None where one is not found, or two are one."""
    spoken_of = sorted({row for row, _ in said.values if row is not None})
    found = {row: at for row in spoken_of if (at := _row(said, row, now)) is not None}
    return found if len(set(found.values())) == len(spoken_of) else None


def _row(said: Said, row: int, now: ReadDocument) -> int | None:
    seen, values = said.seen.rows[row], _values(said, row)
    as_many = len(now.rows) == len(said.seen.rows)
    if as_many and (own := row_likeness(seen, values, now.rows[row])) is not None:
        boxed = sum(one.box is not None for one in seen.fields)
        # Nothing is more alike.
        if (own.values, own.places) == (len(seen.fields), boxed):
            return row
    if len(now.rows) > MOST_SEARCHED:
        return None
    scores = {
        at: likeness.score
        for at, other in enumerate(now.rows)
        if (likeness := row_likeness(seen, values, other)) is not None and likeness.score
    }
    return _most_alike(scores, row if as_many else None)


def _most_alike(scores: Mapping[int, int], before: int | None) -> int | None:
    """The best; of several the one with the number of `before`."""
    best = [number for number, score in scores.items() if score == max(scores.values())]
    if len(best) == 1:
        return best[0]
    return before if before in best else None


def _values(said: Said, row: int | None) -> Mapping[ReadingField, FieldValue]:
    return {name: value for (at, name), value in said.values.items() if at == row}
