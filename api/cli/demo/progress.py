"""How far the playing is, as people follow it: a line that changes, or one a month where it is kept."""

import time
from dataclasses import dataclass, field

from rich.console import Console

from api.cli.demo.play import Moment
from domain.deadline import TAIPEI


@dataclass(slots=True)
class Telling:
    """Hears of every instant that is played."""

    console: Console = field(default_factory=lambda: Console(stderr=True))
    began: float = field(default_factory=time.monotonic)
    _month: str = ""

    @property
    def seconds(self) -> float:
        """How long the playing has taken."""
        return time.monotonic() - self.began

    def __call__(self, moment: Moment) -> None:
        at = moment.at.astimezone(TAIPEI)
        far = f"{moment.done:,} / {moment.actions:,} 個動作 actions  {self.seconds:4.0f} s"
        if self.console.is_terminal:
            self.console.print(f"  {at:%Y-%m-%d %H:%M}  {far}", end="\r")
        elif f"{at:%Y-%m}" != self._month:
            self._month = f"{at:%Y-%m}"
            self.console.print(f"  {self._month}  {far}")
