"""The demo's reader: its bills are empty pages (`desk.small_pdf`), and nothing is found on them."""

from collections.abc import Callable
from datetime import date

from models.readings import FileReading, Versions


class EmptyPages:
    """Reads thousands of empty pages without the networks that would find as little.

    In a world that skips time a bill that waited for a reader would keep the clock from going on.
    """

    def read(self, content: bytes, *, today: date, watch: Callable[[], None]) -> FileReading:
        """One page, and no document on it."""
        return FileReading((), 1, Versions("none", "none"))
