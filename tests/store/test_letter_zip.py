"""Consent letters in one zip file: found by the names that people write, and never more than is allowed."""

import io
import random
import zipfile

import pytest

from store.letter_zip import LetterZip
from store.tables import TableRefused
from tests.made_up import PDF


def zipped(*files: tuple[str, bytes], compressed: bool = False) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as package:
        for name, part in files:
            package.writestr(name, part)
    return content.getvalue()


def refused(content: bytes, **bounds: int) -> str:
    with pytest.raises(TableRefused) as error:
        LetterZip(content, **bounds)
    return error.value.code


def test_letters_are_known_by_name_and_content() -> None:
    letters = LetterZip(zipped(("委任書/甲.PDF", PDF), ("乙.png", b"\x89PNG\r\n\x1a\n0"), ("丙.pdf", b"MZ")))
    assert set(letters.names) == {"甲.pdf", "乙.png", "丙.pdf"}
    assert letters.unreadable == {"丙.pdf"}
    assert (letters.open("甲.pdf").content, letters.open("乙.png").media_type) == (PDF, "image/png")


def test_names_that_windows_in_taiwan_writes_are_read() -> None:
    # Without the flag that says UTF-8, as Windows leaves it.
    named = zipped(("AAAAAA.pdf", PDF)).replace(b"AAAAAA", "委任書".encode("cp950"))
    assert set(LetterZip(named).names) == {"委任書.pdf"}


def test_a_letter_above_its_size_is_of_no_use_and_a_bomb_is_refused() -> None:
    content = zipped(("a.pdf", PDF + b"0" * 100), ("b.pdf", PDF))
    assert LetterZip(content, letter_bytes=len(PDF) + 50).unreadable == {"a.pdf"}
    bomb = zipped(("a.pdf", PDF + b"0" * 50_000_000), compressed=True)
    assert len(bomb) < 100_000
    assert refused(bomb, unpacked_bytes=40_000_000) == "letters_too_large"


@pytest.mark.parametrize("spoilt", [b"", b"PK\x03\x04 broken", PDF, zipped(("a.pdf", PDF))[:-30]])
def test_what_is_no_zip_file_is_refused(spoilt: bytes) -> None:
    assert refused(spoilt) == "letters_broken"


def test_a_letter_with_a_password_or_damaged_is_of_no_use() -> None:
    content = bytearray(zipped(("a.pdf", PDF * 10)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    assert LetterZip(bytes(content)).unreadable == {"a.pdf"}
    damaged = zipped(("a.pdf", PDF * 10)).replace(PDF * 2, b"%PDF-" + b"x" * (2 * len(PDF) - 5), 1)
    with pytest.raises(TableRefused):
        LetterZip(damaged).open("a.pdf")


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damage_behind_its_beginning_leaves_a_letter_of_no_use_and_the_others_whole(method: int) -> None:
    noise = random.Random(7).randbytes(20_000)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as package:
        package.writestr("a.pdf", PDF + noise)
        package.writestr("b.pdf", PDF)
    for at in range(200, 20_000, 400):
        spoilt = bytearray(content.getvalue())
        spoilt[at : at + 40] = bytes(40)
        letters = LetterZip(bytes(spoilt))
        assert (letters.is_whole("a.pdf"), letters.is_whole("b.pdf")) == (False, True)
