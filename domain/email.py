"""Addresses of electronic mail that every server on the way takes."""

import re

_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
LONGEST = 254


def is_email(text: str) -> bool:
    """Whether `text` is an address in ASCII, as in name@example.com."""
    return len(text) <= LONGEST and _EMAIL.fullmatch(text) is not None
