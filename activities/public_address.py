"""Where people outside reach the interface: TANJIAN_PUBLIC_URL, as papers print it."""

import os
from urllib.parse import urlsplit

PUBLIC_URL, PORT = "TANJIAN_PUBLIC_URL", "TANJIAN_PORT"


class WrongPublicAddress(Exception):
    """The environment names no address that a browser could open."""

    def __init__(self) -> None:
        self.zh = f"{PUBLIC_URL} 須為 http:// 或 https:// 開頭的網址，不含帳號、查詢字串或 #。"
        self.en = f"{PUBLIC_URL} must be an http:// or https:// address without user, query or fragment."
        super().__init__(f"{self.zh} / {self.en}")


def public_url() -> str:
    """The address without a slash at its end; that of the API on this machine if none is set.

    Raises WrongPublicAddress.
    """
    told = os.environ.get(PUBLIC_URL)
    return checked(told) if told else local_url(os.environ.get(PORT) or "8000")


def local_url(port: int | str) -> str:
    """The API of this machine, which nobody else can reach."""
    return f"http://127.0.0.1:{port}"


def checked(told: str) -> str:
    """The address as it is printed; WrongPublicAddress."""
    try:
        address = urlsplit(told)
        port = address.port
    except ValueError:
        raise WrongPublicAddress() from None
    plain = told.isascii() and told.isprintable() and " " not in told
    beside = address.username or address.password or address.query or address.fragment
    if address.scheme not in ("http", "https") or not address.hostname or port == 0 or beside or not plain:
        raise WrongPublicAddress()
    return told.rstrip("/")
