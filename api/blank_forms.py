"""The blank forms as the routes ask for them: whoever starts the process knows how they are set."""

from typing import Protocol

from domain.programme import Programme


class FormUnavailable(Exception):
    """The form cannot be made now; why, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class BlankForms(Protocol):
    """PDFs of a programme year; FormUnavailable."""

    def consent_letter(self, programme: Programme) -> bytes: ...

    def firm_list(self, programme: Programme) -> bytes: ...
