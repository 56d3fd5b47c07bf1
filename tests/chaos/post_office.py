"""A mail server of its own: it writes a mail down before it takes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from store.embedded_temporal import free_port
from tests.chaos.journal import Journal


class _Clerk:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        told = message_from_bytes(envelope.original_content)["Message-ID"]
        self._journal.write("mail", id=str(told).strip("<>").partition("@")[0])
        return "250 taken"


@contextmanager
def open_post_office(journal: Journal) -> Iterator[str]:
    """The address of a server on 127.0.0.1 that takes every mail."""
    port = free_port()
    controller = Controller(_Clerk(journal), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
