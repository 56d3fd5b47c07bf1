"""Programme 114 with short lists: three firms and two items, so that a life takes a second to play."""

from importlib.resources import files
from pathlib import Path

FIRMS = 3
_CHANGES = {
    "[registration]\nfirms = 10": f"[registration]\nfirms = {FIRMS}",
    "\nsub_industry_firms = 2\n": "\nsub_industry_firms = 1\n",
    "\nany_firms = 7\n": "\nany_firms = 1\n",
    "\nany_firms = 8\n": "\nany_firms = 1\n",
    "\nmax_firms = 10\n": f"\nmax_firms = {FIRMS}\n",
    'items = ["fuel", "electricity", "water", "gas", "materials"]': 'items = ["electricity", "water"]',
}


def small_programme(folder: Path) -> Path:
    """Write the programme's file into the folder; ValueError where 114's has changed its words."""
    text = (files("domain") / "programmes" / "114.toml").read_text("utf-8")
    for found, put in _CHANGES.items():
        if text.count(found) != 1:
            raise ValueError(f"programme 114 has no single {found!r}")
        text = text.replace(found, put)
    path = folder / "small.toml"
    path.write_text(text, "utf-8")
    return path
