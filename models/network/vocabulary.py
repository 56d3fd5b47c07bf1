"""Characters by number; what the vocabulary lacks is told by its class alone."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cache

PADDING, UNKNOWN = 0, 1
_FIRST = 2


class CharacterClass(IntEnum):
    """What kind of character it is, known for every character there is."""

    PADDING = 0
    DIGIT = 1
    LATIN = 2
    IDEOGRAPH = 3
    PUNCTUATION = 4
    BLANK = 5
    OTHER = 6


class Vocabulary:
    """The characters that the network knows, in the order of their numbers."""

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = tuple(characters)
        self._numbers = {character: number for number, character in enumerate(characters, _FIRST)}

    def __len__(self) -> int:
        return len(self.characters) + _FIRST

    def number(self, character: str) -> int:
        """UNKNOWN for a character that it lacks; full width counts as half."""
        return self._numbers.get(folded(character), UNKNOWN)


def vocabulary_of(texts: Iterable[str], *, at_least: int = 2) -> Vocabulary:
    """Every character that occurs so often, the commonest first, and all of printable ASCII."""
    counts = Counter(folded(character) for text in texts for character in text)
    ascii_characters = [chr(code) for code in range(32, 127)]
    others = [known for known, count in counts.most_common() if count >= at_least]
    return Vocabulary(list(dict.fromkeys(ascii_characters + others)))


@cache
def folded(character: str) -> str:
    """Its compatibility form where that is one character as well: `１` is `1`, `：` is `:`."""
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 else character


@cache
def class_of(character: str) -> CharacterClass:
    """By the Unicode category of its folded form."""
    form = folded(character)
    if form.isdecimal():
        return CharacterClass.DIGIT
    if form.isascii() and form.isalpha():
        return CharacterClass.LATIN
    category = unicodedata.category(form)
    if category == "Lo":
        return CharacterClass.IDEOGRAPH
    if form.isspace():
        return CharacterClass.BLANK
    return CharacterClass.PUNCTUATION if category[0] in "PS" else CharacterClass.OTHER
