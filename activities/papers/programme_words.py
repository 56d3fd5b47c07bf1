"""What papers call the programme: from its data, and a clear fault where an old version lacks it."""

from activities.papers.typesetting import PaperFault
from domain.programme import Programme
from domain.programme_parts import PaperWords


class PaperWordsMissing(PaperFault):
    """The version in force was published before there were papers."""

    def __init__(self, year: str) -> None:
        super().__init__(
            f"{year} 年度的規則沒有 [papers]；請以 tanjian programme import 公布含此表的版本。",
            f"The rules of year {year} have no [papers]: publish some by tanjian programme import.",
        )


def words_of(programme: Programme) -> PaperWords:
    """The year's words for papers; PaperWordsMissing."""
    if programme.papers is None:
        raise PaperWordsMissing(programme.year)
    return programme.papers
