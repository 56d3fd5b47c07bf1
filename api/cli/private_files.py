"""Files that name people: their owner alone may read them."""

import os
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Write the file anew, for its owner alone to read; also where others could read it before."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        os.fchmod(written.fileno(), 0o600)
        written.write(content)
