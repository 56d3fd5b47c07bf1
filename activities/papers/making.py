"""Makes the papers that a case owes, and stores them under its person's key."""

from uuid import UUID

import structlog
from temporalio import activity

from activities.papers import certificate, statement
from activities.papers.programme_words import words_of
from activities.papers.typesetting import Typesetter
from activities.tools import Tools
from domain.enrolment.commands import PaperKind
from domain.enrolment.evolve import fold
from domain.enrolment.state import Case, Unregistered
from domain.event import RecordedEvent
from store.person_keys import Forgotten
from workflows.contracts import ActivityName
from workflows.contracts.files import PaperMade, PaperRequest, StoredFile

_log = structlog.get_logger(__name__)


class PaperMaking:
    """Reads what the paper says from the streams, so that no name travels through Temporal."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._typesetter = Typesetter()

    @activity.defn(name=ActivityName.MAKE_PAPER)
    def make_paper(self, request: PaperRequest) -> PaperMade:
        """Make the paper and store it; made again it is the same file. A forgotten person gets none."""
        recorded = self._tools.event_log.read(request.stream)
        state = fold(each.event for each in recorded)
        assert not isinstance(state, Unregistered)
        try:
            name = self._tools.person_keys.open(state.case.trainee.name)
            paper = self._typeset(request, recorded, state.case, name)
            file_name = f"{request.kind}-{request.of}.pdf"
            file = self._tools.files.put(state.case.trainee.person, paper, "application/pdf", file_name)
        except Forgotten:
            _log.warning("no paper is made for a person who is forgotten", kind=request.kind)
            return PaperMade(None)
        return PaperMade(StoredFile(file.address, file.mark, file.size, file.media_type))

    def _typeset(self, request: PaperRequest, recorded: list[RecordedEvent], case: Case, name: str) -> bytes:
        # Old rules may know no papers, and what a paper calls the programme decides nothing.
        words = words_of(self._tools.programmes.in_force(case.programme))
        if PaperKind(request.kind) is PaperKind.CERTIFICATE:
            said = certificate.certificate_paper(recorded, request.of, name, words, self._tools.public_url)
            return self._typesetter.typeset(certificate.TEMPLATE, said)
        batch = UUID(request.of)
        line = statement.line_of(self._tools.event_log.read(batch), request.stream)
        paid = statement.statement_paper(recorded, line, batch, name, words)
        return self._typesetter.typeset(statement.TEMPLATE, paid)
