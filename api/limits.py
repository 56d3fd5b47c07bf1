"""How much is read of a request: the middleware stops a body that is too large, however it is sent."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem

# What the form around an uploaded file may take: boundaries, headers, file names.
FORM_BYTES = 64 * 1024
# Elsewhere a form would be read whole before it is refused.
TAKE_FILES = ("/files", "/bills", "/confirmation-file")


class BodyLimit:
    """Refuses bodies above a size in bytes: one where forms with files are taken, one for all others."""

    def __init__(self, app: ASGIApp, *, body_bytes: int, upload_bytes: int) -> None:
        self._app = app
        self._body_bytes, self._upload_bytes = body_bytes, upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        is_form = scope["path"].endswith(TAKE_FILES) and headers.get(b"content-type", b"").lower().startswith(
            b"multipart/form-data"
        )
        limit = self._upload_bytes if is_form else self._body_bytes
        read = 0

        async def counted() -> Message:
            nonlocal read
            if _announced(headers) > limit + is_form * FORM_BYTES:
                raise too_large(limit)
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit + is_form * FORM_BYTES:
                raise too_large(limit)
            return message

        await self._app(scope, counted, send)


def too_large(limit: int) -> Problem:
    """The problem of a body or file above `limit` bytes."""
    size = f"{limit // (1024 * 1024)} MB"
    zh, en = f"超過 {size} 的上限。", f"It is larger than {size}, the most that is taken."
    return Problem(413, "too_large", zh, en, fields={"limit_bytes": limit})


def _announced(headers: dict[bytes, bytes]) -> int:
    length = headers.get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0
