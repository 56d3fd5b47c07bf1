"""Files are known by their content, and what is refused is not kept."""

import pytest

from domain.event import Role
from tests.api.office import Office
from tests.made_up import PDF

pytestmark = pytest.mark.servers

_SESSION = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"
_ADDRESS = "0" * 64


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\xff\xd8\xff\xe0" + b"0" * 40, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "image/png"),
        (b"\x00\x00\x00\x18ftypheic" + b"0" * 40, "image/heic"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"0" * 40, "image/webp"),
        (b"II*\x00" + b"0" * 40, "image/tiff"),
    ],
)
async def test_a_file_is_known_by_its_content(office: Office, content: bytes, media_type: str) -> None:
    trainee = await office.hire(Role.TRAINEE)
    answer = await trainee.upload(content, "whatever.bin")
    assert (answer.status_code, answer.json()["media_type"]) == (201, media_type)
    assert (await trainee.upload(content, "again.bin")).json() == answer.json()
    assert office.stored("files") == 1


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00" + b"0" * 60, b"\x7fELF" + b"0" * 60, b"<html></html>", b"", b"#!/bin/sh\n"]
)
async def test_a_program_that_is_named_pdf_is_refused_and_not_kept(office: Office, content: bytes) -> None:
    trainee = await office.hire(Role.TRAINEE)
    answer = await trainee.upload(content, "letter.pdf")
    assert (answer.status_code, answer.json()["code"]) == (415, "media_type_unsupported")
    assert office.stored("files") == 0


async def test_a_file_above_20_mb_is_refused_and_not_kept(office: Office) -> None:
    trainee = await office.hire(Role.TRAINEE)
    most = office.services.settings.upload_bytes
    answer = await trainee.upload(PDF + b"0" * (most - len(PDF) + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert office.stored("files") == 0
    assert (await trainee.upload(PDF + b"0" * (most - len(PDF)))).status_code == 201


async def test_a_form_without_a_file_is_refused(office: Office) -> None:
    trainee = await office.hire(Role.TRAINEE)
    answer = await trainee.post("/files", files={"picture": ("a.pdf", PDF, "application/pdf")})
    assert (answer.status_code, answer.json()["fields"]) == (422, {"file": None})
    assert (await trainee.post("/files", {"file": "x"})).status_code == 415
