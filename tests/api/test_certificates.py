"""The public check of a certificate: valid, revoked or unknown, for everyone, and not a word more."""

import asyncio
import re
from typing import Any
from uuid import UUID

import httpx
import pytest

from api.certificates import prefers_page
from domain.certificate import CertificateIssued, CertificateRevoked, certificate_number
from domain.event import Actor, Cause, Role
from domain.streams import certificate_stream, derived
from store.event_log import Change
from tests.api.office import Office

pytestmark = pytest.mark.servers
VALID, REVOKED, UNKNOWN = (certificate_number("114", UUID(int=number)) for number in (1, 2, 3))
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
async def known(office: Office) -> Office:
    """One number that was issued, one that was issued and revoked."""
    await asyncio.to_thread(_store, office, VALID, CertificateIssued(VALID, UUID(int=1)))
    revoked = (CertificateIssued(REVOKED, UUID(int=2)), CertificateRevoked(REVOKED, UUID(int=2)))
    await asyncio.to_thread(_store, office, REVOKED, *revoked)
    return office


def _store(office: Office, number: str, *events: Any) -> None:
    cause = Cause(derived("stored", number), Actor(UUID(int=9), Role.ENGINE), None, office.clock.now())
    office.services.event_log.append([Change(certificate_stream(number), 0, events)], cause, outcome=None)


async def _check(office: Office, number: str, **headers: str) -> httpx.Response:
    answer = await office.http.get(f"/certificates/{number}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer


async def test_everyone_learns_whether_a_number_is_valid_and_nothing_else(known: Office) -> None:
    told = {number: (await _check(known, number)).json() for number in (VALID, REVOKED, UNKNOWN, "nonsense")}
    assert [each["status"] for each in told.values()] == ["valid", "revoked", "unknown", "unknown"]
    assert {frozenset(each) for each in told.values()} == {frozenset(("number", "status", "zh", "en"))}
    assert told[VALID] == {"number": VALID, "status": "valid", "zh": "有效", "en": "Valid"}
    assert told["nonsense"]["number"] is None


async def test_an_unknown_number_is_answered_like_a_known_one(known: Office) -> None:
    for headers in ({}, PAGE):
        answers = [await _check(known, number, **headers) for number in (VALID, REVOKED, UNKNOWN, "x")]
        assert len({len(answer.content) for answer in answers}) == 1
        assert len({_shape(answer) for answer in answers}) == 1


def _shape(answer: httpx.Response) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in answer.headers.items() if name != "date"))


@pytest.mark.parametrize(
    "typed", [VALID.lower(), VALID.replace("-", ""), VALID.replace("-", "%20"), f"%20{VALID}"]
)
async def test_however_it_is_typed(known: Office, typed: str) -> None:
    assert (await _check(known, typed)).json()["status"] == "valid"


async def test_a_browser_gets_a_page_in_both_languages_without_script(known: Office) -> None:
    page = await _check(known, REVOKED.lower(), **PAGE)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["vary"] == "Accept"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert '<html lang="zh-Hant-TW">' in page.text
    assert 'name="viewport"' in page.text
    for said in (REVOKED, "已廢止", "Revoked"):
        assert said in page.text
    assert "<script" not in page.text
    assert not re.search(r"\son\w+=|https?://|\$\w", page.text)


async def test_what_is_typed_is_never_part_of_the_page(known: Office) -> None:
    page = await _check(known, "%3Cb%3E114", **PAGE)
    assert "<b>" not in page.text
    assert "查無" in page.text


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("*/*", False),
        ("application/json", False),
        ("text/html", True),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("application/json, text/html;q=0.5", False),
        ("text/html;q=0, */*", False),
        ("text/html;q=1.2.3", False),
        ("", False),
    ],
)
def test_who_asks_for_html_gets_it(accept: str, page: bool) -> None:
    assert prefers_page(accept) is page
