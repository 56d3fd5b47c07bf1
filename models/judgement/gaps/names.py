"""A vendor's registered name that goes on from its heading's."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.gaps.paper import Paper
from models.judgement.mentions import Mention
from models.judgement.names import registered
from models.labels import Label, Span

_REGISTERED: Final = re.compile(r"[\u3400-\u9fff]{4,24}?有限公司")


def registered_names(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """Wherever one is printed."""
    names = {one.value for one in found if one.field is ReadingField.VENDOR and one.value}
    for one, match in paper.find(_REGISTERED):
        if any(registered(name, match[0]) for name in names):
            yield one.span(Label.VENDOR)
