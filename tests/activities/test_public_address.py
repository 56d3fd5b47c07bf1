"""The address that papers print: checked when a process starts, and never repeated in full where wrong."""

import pytest

from activities.public_address import PORT, PUBLIC_URL, WrongPublicAddress, public_url


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("https://checkup.example.com", "https://checkup.example.com"),
        ("https://checkup.example.com/", "https://checkup.example.com"),
        ("http://10.0.0.5:8080/tanjian/", "http://10.0.0.5:8080/tanjian"),
    ],
)
def test_a_slash_at_the_end_is_left_out(monkeypatch: pytest.MonkeyPatch, told: str, address: str) -> None:
    monkeypatch.setenv(PUBLIC_URL, told)
    assert public_url() == address


def test_without_one_it_is_the_interface_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PUBLIC_URL, raising=False)
    monkeypatch.setenv(PORT, "8123")
    assert public_url() == "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    "told",
    [
        "checkup.example.com",
        "ftp://checkup.example.com",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@example.com",
        "https://example.com/?a=1",
        "https://example.com/#a",
        "https://example.com:99999",
        "https://exa mple.com",
        "https://碳健檢.tw",
    ],
)
def test_what_no_browser_could_open_is_refused(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv(PUBLIC_URL, told)
    with pytest.raises(WrongPublicAddress, match=PUBLIC_URL) as refused:
        public_url()
    assert "secret" not in str(refused.value)
