"""Blank forms over HTTP: for everyone, by year, and not sent twice to who has them."""

import pytest

from tests.api.office import Office
from tests.papers import bare, text_of

pytestmark = pytest.mark.servers
FORMS = {"/forms/consent-letter.pdf": "委任書暨個人資料同意書", "/forms/firm-list.pdf": "實作企業名單"}


@pytest.fixture
async def published(office: Office) -> Office:
    services = office.services
    services.programmes.publish(None, "114", services.clock.now(), services.places)
    return office


@pytest.mark.parametrize("path", FORMS)
async def test_a_form_is_a_pdf_for_everyone(published: Office, path: str) -> None:
    form = await published.http.get(f"{path}?programme=114")
    assert (form.status_code, form.headers["content-type"]) == (200, "application/pdf")
    assert FORMS[path] in bare(text_of(form.content))
    again = await published.http.get(f"{path}?programme=114", headers={"If-None-Match": form.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == form.headers["etag"]
    other = await published.http.get(f"{path}?programme=114", headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, form.content)


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("", 400, "programme"),
        ("?programme=2025", 400, "programme"),
        ("?programme=114&rows=20", 400, "rows"),
        ("?programme=999", 404, "year"),
    ],
)
async def test_what_cannot_be_answered_is_refused_by_name(
    published: Office, query: str, status: int, named: str
) -> None:
    for path in FORMS:
        refused = await published.http.get(f"{path}{query}")
        assert (refused.status_code, list(refused.json()["fields"])) == (status, [named])
        assert refused.json()["detail"] != refused.json()["detail_en"]
