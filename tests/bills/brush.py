"""Writing by hand: characters of a brush face, each a little off its line, in the ink of a pen."""

import html
from random import Random

from tests.bills.made_up import KAI, STANDARD_KAI

INKS = ("#1b2f8f", "#20242c", "#2a3fb0", "#14213d")


class Hand:
    """One writer: one face, one ink, one slant."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._face = random.choice((KAI, STANDARD_KAI))
        self._ink = random.choice(INKS)
        self._slant = random.uniform(-14, 4)

    def write(self, escaped: str, size_mm: float = 4.5) -> str:
        """The text, which comes escaped from a pen, as spans that each sit askew."""
        signs = "".join(self._sign(sign) for sign in html.unescape(escaped))
        style = f"font-family:{self._face};color:{self._ink};font-size:{size_mm:.2f}mm;white-space:nowrap"
        return f'<span style="{style}">{signs}</span>'

    def _sign(self, sign: str) -> str:
        chance = self._random
        move = f"translate({chance.uniform(-0.03, 0.03):.3f}em,{chance.uniform(-0.07, 0.07):.3f}em)"
        turn = f"rotate({chance.uniform(-6, 6):.1f}deg) skewX({self._slant + chance.uniform(-4, 4):.1f}deg)"
        grow = f"scale({chance.uniform(0.9, 1.15):.2f},{chance.uniform(0.92, 1.15):.2f})"
        style = f"display:inline-block;font-style:normal;transform:{move} {turn} {grow}"
        return f'<i style="{style}">{html.escape(sign)}</i>'
