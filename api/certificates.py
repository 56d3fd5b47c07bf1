"""Whether a certificate is valid: for everyone, and nothing more than that (R32, R35)."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from string import Template
from typing import Annotated

import orjson
from fastapi import APIRouter, Header, Path
from fastapi.responses import Response

from api.services import Given
from domain.certificate import CertificateStatus, certificate_status, normal_number
from domain.streams import certificate_stream

router = APIRouter(tags=["certificates"])
_PAGE = Template((files("api") / "certificate_page.html").read_text(encoding="utf-8"))
_STYLE = re.search(r"<style>(.*?)</style>", _PAGE.template, re.DOTALL)
assert _STYLE is not None
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE[1].encode()).digest()).decode()
_PLAIN, _HTML = "application/json", "text/html"
_LIKE_ANY = "114-AAAA-AAAA-AAAA"
_HEADERS = {
    # A certificate that was revoked a moment ago must not be called valid by a cache.
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A status as it is told."""

    mark: str
    zh: str
    en: str
    told_zh: str
    told_en: str


_WORDS: Mapping[CertificateStatus, Words] = {
    CertificateStatus.VALID: Words(
        "✓", "有效", "Valid", "這是本計畫核發且有效的證書。", "This certificate was issued and is valid."
    ),
    CertificateStatus.REVOKED: Words(
        "✕", "已廢止", "Revoked", "這張證書已廢止，不再有效。", "This certificate is valid no longer."
    ),
    CertificateStatus.UNKNOWN: Words(
        "?", "查無", "Unknown", "查無此編號的證書。", "There is no certificate with this number."
    ),
}


@router.get(
    "/certificates/{number}",
    operation_id="check_certificate",
    summary="查驗證書是否有效（免登入） / Whether a certificate is valid, without signing in",
    response_class=Response,
    responses={
        200: {
            "description": "valid、revoked 或 unknown；瀏覽器得到網頁 / For a browser the same as a page",
            "content": {
                _PLAIN: {
                    "example": {
                        "number": _LIKE_ANY,
                        "status": "valid",
                        "zh": "有效",
                        "en": "Valid",
                    }
                },
                _HTML: {},
            },
        }
    },
)
def check_certificate(
    number: Annotated[str, Path(description="大小寫、空白與連字號均可 / However it is typed")],
    services: Given,
    accept: Annotated[str, Header(include_in_schema=False)] = _PLAIN,
) -> Response:
    """Nobody is told holder or date; an unknown number is answered like a known one, size included."""
    known = normal_number(number)
    events = services.event_log.read(certificate_stream(known or "-"))
    status = certificate_status(each.event for each in events)
    show, kind = (_page, f"{_HTML}; charset=utf-8") if prefers_page(accept) else (_document, _PLAIN)
    return Response(_padded(show, known, status), media_type=kind, headers=_HEADERS)


def prefers_page(accept: str) -> bool:
    """Whether the header asks for HTML rather than for JSON (RFC 9110 §12.5.1)."""
    asked = dict(map(_weighed, accept.split(",")))
    plain = next((asked[kind] for kind in (_PLAIN, "application/*", "*/*") if kind in asked), 0.0)
    return asked.get(_HTML, 0.0) > 0 and asked.get(_HTML, 0.0) >= plain


def _weighed(asked: str) -> tuple[str, float]:
    kind, _, parameters = asked.partition(";")
    weight = re.search(r"(?:^|;)\s*q=([0-9.]{1,5})", parameters)
    try:
        return kind.strip().lower(), float(weight[1]) if weight else 1.0
    except ValueError:
        return kind.strip().lower(), 0.0


def _document(number: str | None, status: CertificateStatus) -> bytes:
    words = _WORDS[status]
    return orjson.dumps({"number": number, "status": status, "zh": words.zh, "en": words.en})


def _page(number: str | None, status: CertificateStatus) -> bytes:
    return _PAGE.substitute(asdict(_WORDS[status]), number=number or "—", status=status).encode()


def _padded(
    show: Callable[[str | None, CertificateStatus], bytes], number: str | None, status: CertificateStatus
) -> bytes:
    """Blanks at the end make every answer as long as the longest: its length tells nothing."""
    longest = max(len(show(_LIKE_ANY, each)) for each in CertificateStatus)
    return show(number, status).ljust(longest)
