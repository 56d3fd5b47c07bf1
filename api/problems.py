"""Every no of the API as RFC 9457 `application/problem+json`, in zh-Hant and English."""

import traceback
from collections.abc import Mapping
from typing import Any

import structlog
from eventsourcing.persistence import PersistenceError
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg import InterfaceError, OperationalError
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

from api.misshapen import Misshape, misshapes
from domain.errors import DomainError
from store.person_keys import Forgotten
from store.read_schema import NoReadModels
from store.receipts import Refused
from store.tables import TableRefused

_log = structlog.get_logger(__name__)

TITLES: Mapping[int, str] = {
    400: "請求不正確",
    401: "需要登入",
    403: "沒有權限",
    404: "查無資料",
    405: "不支援這個方法",
    409: "依規定不受理",
    410: "資料已銷毀",
    412: "內容已被更新",
    413: "檔案或內容過大",
    415: "不支援的檔案類型",
    422: "內容不正確",
    429: "嘗試次數過多",
    500: "系統發生錯誤",
    503: "系統暫時無法服務",
}

_FORBIDDEN = frozenset({"not_allowed", "not_your_guild", "not_your_task"})
_MISSING = frozenset({"firm_not_listed"})
_SHAPES = frozenset(
    {
        "wrong_ubn",
        "wrong_industry_code",
        "industry_code_lost_zero",
        "negative_amount",
        "quantity_not_positive",
        "period_backwards",
        "findings_missing",
        "activity_without_bill",
        "amount_not_allowed",
        "item_unknown",
        "line_unknown",
        "window_in_the_past",
        "extension_not_later",
        "source_unknown",
        "unit_not_of_source",
        "part_unknown",
        "reason_unknown",
        "list_reason_unknown",
        "reason_does_not_fit",
        "none_not_asked",
        "assignee_not_of_queue",
        "follow_up_not_ahead",
        "confirmation_line_unknown",
        "confirmation_line_twice",
        "confirmation_count_differs",
        "confirmation_sum_differs",
        "confirmation_reason_unknown",
        "return_reason_unknown",
        "reversal_kind_unknown",
        "non_resident_not_in_batch",
        "county_unknown",
        "wrong_national_id",
        "wrong_email",
        "ubn_lost_zero",
        "amount_not_whole",
        "amount_too_large",
        "formula_cell",
        "cell_missing",
        "cell_unfit",
        "not_yes_or_no",
        "letter_not_enclosed",
        "letter_unreadable",
        "trainee_differs",
        "attendee_unread",
        "attendance_untold",
        "attendee_twice",
        "reason_missing",
    }
)


class ProblemShape(BaseModel):
    """A problem as it is answered; `errors` names each field of a wrong shape."""

    type: str
    title: str
    status: int
    detail: str
    detail_en: str
    code: str
    rule: str
    fields: dict[str, Any]


DOCUMENTED: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "不受理，附代碼、規則與欄位 / A problem (RFC 9457): code, rule and fields",
        "content": {"application/problem+json": {"schema": ProblemShape.model_json_schema()}},
    }
}


class Problem(HTTPException):
    """A refusal with its stable code; `rule` is the number in the rules, or `engine`."""

    def __init__(
        self,
        status: int,
        code: str,
        zh: str,
        en: str,
        *,
        rule: str = "engine",
        fields: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(status, en, dict(headers) if headers else None)
        self.body = {
            "type": f"urn:tanjian:problem:{code}",
            "title": TITLES.get(status, TITLES[400]),
            "status": status,
            "detail": zh,
            "detail_en": en,
            "code": code,
            "rule": rule,
            "fields": dict(fields or {}),
            **(more or {}),
        }

    def response(self) -> JSONResponse:
        return JSONResponse(
            self.body, self.status_code, headers=self.headers, media_type="application/problem+json"
        )


def status_of(code: str) -> int:
    """The HTTP status of a refusal's code; a rule that says no is 409."""
    if code in _FORBIDDEN:
        return 403
    if code in _SHAPES:
        return 422
    if code == "precondition_failed":
        return 412
    return 404 if code in _MISSING or code.endswith("_unknown") else 409


def refused(error: DomainError, more: Mapping[str, object] | None = None) -> Problem:
    """The problem of a rule's refusal."""
    return Problem(
        status_of(error.code),
        error.code,
        error.message_zh,
        error.message_en,
        rule=error.rule,
        fields=error.fields,
        more=more,
    )


def refused_outcome(outcome: Refused, more: Mapping[str, object] | None = None) -> Problem:
    """The problem of a stored refusal, whose code an older version may have known alone."""
    try:
        return refused(outcome.error(), more)
    except (KeyError, TypeError):
        zh, en = f"不受理（{outcome.code}）。", f"Refused ({outcome.code})."
        status = status_of(outcome.code)
        return Problem(status, outcome.code, zh, en, rule=outcome.rule, fields=outcome.fields, more=more)


def not_found() -> Problem:
    """There is no such thing, or it is not for the asker: which of them is not told."""
    return Problem(404, "not_found", "查無此資料。", "There is no such thing, or it is not yours to see.")


def misshapen(found: list[Misshape], status: int) -> Problem:
    """The problem of a request whose fields do not have the shape they need."""
    named = [{"field": one.field, **one.said()} for one in found]
    codes = {one.code for one in found}
    code, rule = (
        (found[0].code, found[0].rule) if len(codes) == 1 and found[0].rule else ("invalid_body", None)
    )
    return Problem(
        status,
        code,
        "；".join(f"{one.field}：{one.zh}" for one in found),
        "; ".join(f"{one.field}: {one.en}" for one in found),
        rule=rule or "engine",
        fields={one.field: one.value for one in found},
        more={"errors": named},
    )


def install(app: FastAPI) -> None:
    """Give the app its one answer for each kind of fault."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(DomainError, _domain)
    app.add_exception_handler(RequestValidationError, _shape)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(Forgotten, _forgotten)
    for away in (OperationalError, InterfaceError, PersistenceError, NoReadModels):
        app.add_exception_handler(away, _away)
    app.add_exception_handler(Exception, _fault)


def _problem(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return error.response()


def _domain(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DomainError)
    return refused(error).response()


def _shape(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults: list[Any] = list(error.errors())
    if any(one["type"] == "json_invalid" for one in faults):
        at = faults[0]["loc"][-1]
        zh, en = f"內容不是有效的 JSON（第 {at} 字）。", f"The body is not valid JSON (character {at})."
        return Problem(400, "malformed_json", zh, en, fields={"position": at}).response()
    asked = all(one["loc"][0] in ("query", "header") for one in faults)
    return misshapen(misshapes(faults), 400 if asked else 422).response()


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)
    if error.status_code == 404:
        return not_found().response()
    if error.status_code == 405:
        zh, en = "這個位址不支援這個方法。", "This address does not take this method."
        return Problem(405, "method_not_allowed", zh, en, headers=error.headers).response()
    zh, en = "請求無法讀取。", "The request cannot be read."
    return Problem(error.status_code, "bad_request", zh, en, headers=error.headers).response()


def _forgotten(_: Request, error: Exception) -> JSONResponse:
    zh, en = "此人的資料已依請求銷毀。", "The data of this person were destroyed."
    return Problem(410, "person_forgotten", zh, en).response()


def _away(_: Request, error: Exception) -> JSONResponse:
    _log.error("the database is away", fault=type(error).__name__)
    zh, en = "資料庫暫時無法使用，請稍後再試。", "The database is away: try again soon."
    return Problem(503, "store_unavailable", zh, en, headers={"Retry-After": "5"}).response()


def _fault(request: Request, error: Exception) -> JSONResponse:
    # Where, and not what: the message of an unknown error may hold anything, personal text included.
    where = "".join(traceback.format_tb(error.__traceback__)[-4:])
    _log.error("a request failed", path=request.url.path, fault=type(error).__name__, where=where)
    zh, en = "系統發生錯誤，已記錄。", "Something went wrong here; it is logged."
    return Problem(500, "internal_error", zh, en).response()


_OF_TABLES: Mapping[str, int] = {"table_too_large": 413, "letters_too_large": 413, "table_format": 415}


def refused_table(error: TableRefused, field: str) -> Problem:
    """The problem of a file that is no table, or no zip file, of ours."""
    fields = {"field": field, **error.fields}
    return Problem(_OF_TABLES.get(error.code, 422), error.code, error.zh, error.en, rule="R8", fields=fields)
