"""A firm as a request names it."""

from typing import Any

from api.cli.demo.desk import Desk, Stand
from api.cli.demo.scenario import FirmPart


async def firm_body(desk: Desk, stand: Stand, firm: FirmPart, *, with_letter: bool = True) -> dict[str, Any]:
    """The firm as its trainee declares it, its letter uploaded."""
    letter = await desk.upload(stand.token, f"letter {firm.ubn}") if with_letter else None
    return {**firm.model_dump(), "small_or_medium": True, "letter": letter}
