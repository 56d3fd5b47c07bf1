"""A page is seen by its own text or by its picture, and no file brings in more text than is read."""

from dataclasses import replace

import pytest

from models.recognition.engine import Recogniser
from models.seeing import see, seen_pages
from models.ways_in.limits import LIMITS
from models.ways_in.opening import Page, open_pages
from models.ways_in.refusals import NotReadable
from tests.reading.drawn_pages import page as drawn
from tests.reading.made_files import many_pages
from tests.reading.test_recognition import WORDS


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def test_text_is_counted_over_all_pages_of_a_file(recogniser: Recogniser) -> None:
    content = many_pages(3)
    assert len(list(seen_pages(open_pages(content), recogniser, replace(LIMITS.file, lines=3)))) == 3
    seen = seen_pages(open_pages(content), recogniser, replace(LIMITS.file, lines=2))
    with pytest.raises(NotReadable) as refused:
        list(seen)
    assert refused.value.code == "too_many_lines"
    assert refused.value.fields == {"page": "3", "lines": "3", "limit": "2"}


def test_a_picture_of_as_many_lines_as_are_looked_for_is_refused(recogniser: Recogniser) -> None:
    picture = drawn(WORDS, 800, 480)
    one = Page(2, picture, (), picture.shape[1], picture.shape[0])
    assert len(see(one, recogniser).lines) == len(WORDS)
    with pytest.raises(NotReadable) as refused:
        see(one, recogniser, replace(LIMITS.file, lines_of_page=len(WORDS)))
    assert refused.value.code == "too_many_lines_on_page"
    assert refused.value.fields == {"page": "2", "limit": str(len(WORDS))}
