"""The blank forms of the web interface, set by the same typesetter as the papers of cases."""

from collections.abc import Callable

from activities.papers import forms
from activities.papers.typesetting import PaperFault
from api.blank_forms import FormUnavailable
from domain.programme import Programme


class TypesetForms:
    """Says in the interface's own words when a form cannot be made."""

    def __init__(self) -> None:
        self._forms = forms.BlankForms()

    def consent_letter(self, programme: Programme) -> bytes:
        return _made(self._forms.consent_letter, programme)

    def firm_list(self, programme: Programme) -> bytes:
        return _made(self._forms.firm_list, programme)


def _made(form: Callable[[Programme], bytes], programme: Programme) -> bytes:
    try:
        return form(programme)
    except PaperFault as fault:
        raise FormUnavailable(fault.zh, fault.en) from fault
