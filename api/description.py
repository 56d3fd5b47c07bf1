"""The OpenAPI document: what every command needs and answers, said once for all of them."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import refused
from domain.refusals import ListWindowClosed

Document = dict[str, Any]

_RECEIPT = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"
_RECEIVED = "2025-04-10T15:59:58.120000+00:00"
_ACCEPTED = {
    "id": "8c1de9a2-7a55-5b8e-9f0d-2f8d3c1b7e64",
    "receipt": _RECEIPT,
    "received_at": _RECEIVED,
    "position": 4711,
    "version": 12,
}
_PENDING = {
    "receipt": _RECEIPT,
    "status": "pending",
    "received_at": _RECEIVED,
    "detail": "已收件，尚在處理；收件時間以此為準。",
    "detail_en": "Received and still being worked on; the time of receipt is what counts.",
}
_PROBLEM = {**refused(ListWindowClosed()).body, "receipt": _RECEIPT}
_PROPERTIES: dict[str, Document] = {
    "id": {"type": "string", "description": "What was made or changed"},
    "receipt": {"type": "string", "format": "uuid", "description": "GET /receipts/{receipt}"},
    "received_at": {"type": "string", "format": "date-time", "description": "What counts for every deadline"},
    "position": {"type": "integer", "description": "Of the last event, in the log of all events"},
    "version": {"type": "integer", "description": "Of the stream, as in the ETag"},
    "status": {"type": "string", "enum": ["pending"]},
    "detail": {"type": "string"},
    "detail_en": {"type": "string"},
}
_HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "The version, for If-Match"},
    "Location": {"schema": {"type": "string"}, "description": "Where it is read"},
}
_WAITING = {
    "Location": {"schema": {"type": "string"}, "description": "The receipt, which gets the outcome"},
    "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds"},
}


def describe(app: FastAPI) -> None:
    """Have the application tell the document below, made once."""

    def document() -> Document:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes
            )
            for path in made["paths"].values():
                for operation in path.values():
                    _complete(operation)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def told_by(description: str, example: Document) -> Document:
    """The answer of an operation that answers otherwise than with one command's outcome."""
    content = {"application/json": {"schema": {"type": "object"}, "example": example}}
    return {"description": description, "content": content}


def _complete(operation: Document) -> None:
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            if "code" in content.get("schema", {}).get("properties", {}):
                content["example"] = _PROBLEM
    keys = [one for one in operation.get("parameters", []) if one["name"] == "idempotency-key"]
    for key in keys:
        # Its absence is answered by a problem of ours, which is why the route itself does not ask for it.
        key["required"] = True
        key["schema"] = {"type": "string", "pattern": "^[\\x21-\\x7e]{1,200}$"}
        key["example"] = "6a3d3c1e-2c55-4f6b-9d55-0d2f5a7c9e10"
        _answers_of_command(operation["responses"])


def _answers_of_command(responses: Document) -> None:
    done = next(code for code in responses if code.startswith("2"))
    if "example" in responses[done].get("content", {}).get("application/json", {}):
        # It tells its own answer.
        return
    responses[done] = _answer("已決定 / Decided and recorded", _ACCEPTED, _HEADERS)
    responses["202"] = _answer("已收件，尚無結果 / Received, not decided yet", _PENDING, _WAITING)


def _answer(description: str, example: Document, headers: Document) -> Document:
    properties = {name: _PROPERTIES[name] for name in example}
    schema = {"type": "object", "required": list(example), "properties": properties}
    return {
        "description": description,
        "headers": headers,
        "content": {"application/json": {"schema": schema, "example": example}},
    }
