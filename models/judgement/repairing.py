"""Where exactly one other reading of the same characters makes the sums right, it is taken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.assembling import Assembled, Choice, Choices
from models.judgement.checking import checks_of, subjects
from models.judgement.checks import bounds
from models.judgement.checks.lists import Finding
from models.judgement.checks.subject import Subject
from models.judgement.mentions import UnderstoodSheet
from models.judgement.words import ALIKE
from models.readings import Check

F = ReadingField
# Prices and quantities lose their point, amounts of money have none.
_POINTED: Final = frozenset((F.USAGE, F.UNIT_PRICE, F.PREVIOUS_READING, F.CURRENT_READING))

Repair = tuple[ReadingField, str]
Alternatives = Callable[[ReadingField, Choice], Iterator[str]]


def repaired(
    assembled: Assembled, sheets: Sequence[UnderstoodSheet], today: date
) -> tuple[Assembled, tuple[Finding, ...]]:
    """The document with what could be mended, and a check that says from what to what."""
    whole, rows = subjects(assembled, sheets, today)
    fields, findings = _mended(assembled.fields, whole, None)
    mended_rows = []
    for place, (row, subject) in enumerate(zip(assembled.rows, rows, strict=True)):
        mended, found = _mended(row, subject, place)
        mended_rows.append(mended)
        findings += found
    return replace(assembled, fields=fields, rows=tuple(mended_rows)), tuple(findings)


def _mended(choices: Choices, subject: Subject, row: int | None) -> tuple[Choices, list[Finding]]:
    found = _repair(choices, subject)
    if found is None:
        return choices, []
    field, value = found
    before = choices[field]
    detail = f"{before.value} → {value}"
    mended = Choice(value, before.prints, before.rivals, before.derived, repaired=True)
    return {**choices, field: mended}, [Finding(Check("repaired", True, detail, (field,)), row)]


def _repair(choices: Choices, subject: Subject) -> Repair | None:
    """The one change that mends: the same characters otherwise, another print, digits that look alike."""
    failing = [check for check in checks_of(subject) if not check.ok and check.name not in bounds.WARNINGS]
    exact = [check for check in failing if check.name in bounds.EXACT]
    for checks, others in ((failing, _otherwise), (failing, _other_prints), (exact, _look_alikes)):
        found = _fitting(choices, subject, checks, others)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _fitting(
    choices: Choices,
    subject: Subject,
    failing: Sequence[Check],
    others: Alternatives,
) -> list[Repair]:
    """Changes of a failing check's fields after which it holds and no other fails anew."""
    before = _results(subject)
    found: list[Repair] = []
    for check in failing:
        for field in check.fields:
            # However sure the characters are, they leave open where a thousand's comma stands.
            if field in choices and (others is _otherwise or _doubtful(choices, field, check)):
                vague = check.name in bounds.VAGUE and others is not _otherwise
                found += [
                    (field, value)
                    for value in (_rivals if vague else others)(field, choices[field])
                    if _helps(subject, field, value, check.name, before)
                ]
    return list(dict.fromkeys(found))


def _doubtful(choices: Choices, field: ReadingField, check: Check) -> bool:
    """Whether the field is neither surely read nor better read than another that the check fails over."""
    strength = choices[field].best.strength
    others = [
        choices[other].best.strength for other in check.fields if other in choices and other is not field
    ]
    return strength < bounds.SUREST_MENDED and all(strength <= other for other in others)


def _helps(subject: Subject, field: ReadingField, value: str, name: str, before: Mapping[str, bool]) -> bool:
    after = _results(replace(subject, values={**subject.values, field: value}))
    worse = [check for check, ok in after.items() if not ok and before.get(check, True)]
    return after.get(name) is True and not worse


def _results(subject: Subject) -> dict[str, bool]:
    return {check.name: check.ok for check in checks_of(subject) if check.name not in bounds.WARNINGS}


def _otherwise(field: ReadingField, choice: Choice) -> Iterator[str]:
    """The value a thousand times, where its print may mean that."""
    if field in _POINTED:
        thousandfold = [
            one for one in choice.best.alternatives if Decimal(one) == 1000 * Decimal(choice.value)
        ]
        yield from dict.fromkeys(thousandfold)


def _other_prints(field: ReadingField, choice: Choice) -> Iterator[str]:
    yield from choice.alternatives


def _rivals(field: ReadingField, choice: Choice) -> Iterator[str]:
    yield from dict.fromkeys(rival.value for rival in choice.rivals)


def _look_alikes(field: ReadingField, choice: Choice) -> Iterator[str]:
    value = choice.value
    for place, digit in enumerate(value):
        for other in ALIKE.get(digit, ""):
            yield value[:place] + other + value[place + 1 :]
    if field in _POINTED and value.isdigit():
        yield from (f"{value[:place]}.{value[place:]}" for place in range(max(1, len(value) - 3), len(value)))
