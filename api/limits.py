"""How much is read of a request: the middleware stops a body that is too large, however it is sent."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem

# What the form around an uploaded file may take: boundaries, headers, file names.
FORM_BYTES = 64 * 1024


class BodyLimit:
    """Refuses bodies above a size in bytes: what a form takes by the end of its path, or `body_bytes`."""

    def __init__(self, app: ASGIApp, *, body_bytes: int, form_bytes: Mapping[str, int]) -> None:
        self._app = app
        self._body_bytes, self._form_bytes = body_bytes, form_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        form = self._form_limit(scope["path"], headers)
        limit = self._body_bytes if form is None else form
        most = limit + (0 if form is None else FORM_BYTES)
        read = 0

        async def counted() -> Message:
            nonlocal read
            if _announced(headers) > most:
                raise too_large(limit)
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise too_large(limit)
            return message

        await self._app(scope, counted, send)

    def _form_limit(self, path: str, headers: Mapping[bytes, bytes]) -> int | None:
        """Elsewhere a form would be read whole before it is refused."""
        if not headers.get(b"content-type", b"").lower().startswith(b"multipart/form-data"):
            return None
        return next((most for end, most in self._form_bytes.items() if path.endswith(end)), None)


def too_large(limit: int) -> Problem:
    """The problem of a body or file above `limit` bytes."""
    size = f"{limit // (1024 * 1024)} MB"
    zh, en = f"超過 {size} 的上限。", f"It is larger than {size}, the most that is taken."
    return Problem(413, "too_large", zh, en, fields={"limit_bytes": limit})


def _announced(headers: dict[bytes, bytes]) -> int:
    length = headers.get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0
