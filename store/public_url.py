"""The address under which people reach the system, TANJIAN_PUBLIC_URL: for links in mails and papers."""

import os
from urllib.parse import urlsplit

PUBLIC_URL, USUAL_URL = "TANJIAN_PUBLIC_URL", "http://127.0.0.1:8000"


class WrongPublicUrl(Exception):
    """The setting is no address that a link could begin with."""


def public_url() -> str:
    """The address without a slash at its end; WrongPublicUrl."""
    url = os.environ.get(PUBLIC_URL) or USUAL_URL
    if not _is_address(url):
        raise WrongPublicUrl(
            f"{PUBLIC_URL} 須為 https://主機 的網址，不含參數。"
            f" / {PUBLIC_URL} must be an address such as https://host, without a query."
        )
    return url.rstrip("/")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and '"' not in url
    bare = not (parts.query or parts.fragment or parts.username)
    return plain and bare and parts.scheme in ("http", "https") and bool(parts.hostname)
