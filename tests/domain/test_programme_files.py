"""Reading the bundled documents, and files that an officer names."""

from pathlib import Path

import pytest

import domain
from domain.programme import ProgrammeRefused
from domain.working_calendar import CalendarRefused
from store.programme_files import read_calendar, read_programme

BUNDLED = Path(domain.__path__[0]) / "programmes" / "114.toml"


def test_a_named_file_reads_as_the_bundled_one(tmp_path: Path) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_bytes(BUNDLED.read_bytes())
    assert read_programme(copy) == read_programme(year="114")


@pytest.mark.parametrize("year", ["999", "../114", "", "114.toml"])
def test_a_year_that_is_not_there_is_refused(year: str) -> None:
    with pytest.raises(ProgrammeRefused) as refusal:
        read_programme(year=year)
    assert refusal.value.fields["key"] in ("file", "year")


@pytest.mark.parametrize("content", [b"year = ", b"\xff\xfe", b"year = '114'\nyear = '114'"])
def test_what_is_not_toml_is_refused_by_its_file(tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_bytes(content)
    with pytest.raises(ProgrammeRefused, match=r"wrong\.toml"):
        read_programme(wrong)
    with pytest.raises(CalendarRefused, match=r"wrong\.toml"):
        read_calendar(wrong)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarRefused, match="cannot be read"):
        read_calendar(tmp_path / "none.toml")
