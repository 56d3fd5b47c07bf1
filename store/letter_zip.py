"""The consent letters of a list, as one zip file: bounded, known by their content, opened one by one."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from domain.registration_list import letter_name
from store.media_types import media_type_of
from store.tables import TableRefused

ZIP = "application/zip"
# The door and the import judge alike, or a row taken by one would be unknown to the other.
LETTER_BYTES, UNPACKED_BYTES = 20 * 1024 * 1024, 1024 * 1024 * 1024
_SNIFFED_BYTES = 64
_MOST_LETTERS = 6000
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's content, and its media type as the first bytes tell it."""

    content: bytes
    media_type: str


class LetterZip:
    """The zip file's letters by their names, as `letter_name` compares them; TableRefused if it is none.

    `letter_bytes` is the most that one letter, `unpacked_bytes` that all of them may have.
    """

    def __init__(
        self, content: bytes, *, letter_bytes: int = LETTER_BYTES, unpacked_bytes: int = UNPACKED_BYTES
    ) -> None:
        self._letter_bytes = letter_bytes
        try:
            self._package = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise _broken() from None
        parts = [part for part in self._package.infolist() if not part.is_dir()]
        if len(parts) > _MOST_LETTERS or sum(part.file_size for part in parts) > unpacked_bytes:
            raise TableRefused(
                "letters_too_large",
                f"委任書壓縮檔超過上限（{_MOST_LETTERS} 個檔案、解開後 {unpacked_bytes // 1024**2} MB）。",
                f"The zip file holds more than {_MOST_LETTERS} files, or {unpacked_bytes // 1024**2} MB.",
            )
        self._parts = {letter_name(_name_of(part)): part for part in parts}
        self._whole: dict[str, bool] = {}
        self.unreadable = frozenset(name for name in self._parts if self._media_type(name) is None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._package.close()

    @property
    def names(self) -> Mapping[str, zipfile.ZipInfo]:
        """Every file, readable or not."""
        return self._parts

    def open(self, name: str) -> Letter:
        """The letter of a name that is there and readable; TableRefused where its bytes are damaged."""
        part = self._parts[name]
        try:
            content = self._package.read(part)
        except _DAMAGED:
            raise _broken() from None
        media_type = media_type_of(content)
        if media_type is None:
            raise _broken()
        return Letter(content, media_type)

    def is_whole(self, name: str) -> bool:
        """Whether a readable letter is so to its last byte; read once."""
        if name not in self._whole:
            try:
                self._whole[name] = bool(self.open(name).content)
            except TableRefused:
                self._whole[name] = False
        return self._whole[name]

    def _media_type(self, name: str) -> str | None:
        part = self._parts[name]
        if part.file_size > self._letter_bytes or part.flag_bits & _ENCRYPTED:
            return None
        try:
            with self._package.open(part) as file:
                return media_type_of(file.read(_SNIFFED_BYTES))
        except Exception:
            # zlib, lzma and bz2 each have errors of their own for bytes that are none of theirs.
            return None


def no_letters() -> LetterZip:
    """The letters of a list that came without any."""
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    return LetterZip(empty.getvalue())


def _name_of(part: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: Windows in Taiwan writes Big5 and does not say so."""
    if part.flag_bits & _UTF8_NAME:
        return part.filename
    raw = part.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "cp950"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename


def _broken() -> TableRefused:
    return TableRefused(
        "letters_broken",
        "委任書壓縮檔無法讀取：須為完整、未加密碼的 .zip 檔。",
        "The letters' file cannot be read: it must be a whole .zip file without a password.",
    )
