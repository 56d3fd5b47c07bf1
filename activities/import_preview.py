"""What an import of a list would come to, as far as can be said without asking anything of any case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from activities.tools import Tools
from domain.enrolment.evolve import fold
from domain.enrolment.state import Case, Unregistered
from domain.enrolment.training_session import check_number
from domain.errors import DomainError
from domain.firm_year import holder
from domain.imports import PersonForgotten
from domain.listed_again import brings_letter
from domain.programme import Programme
from domain.refusals import AlreadyEnrolled, FirmTaken
from domain.registration_list import FirmRow, LetterUnreadable, TraineeRows
from domain.session import SessionScheduled
from domain.streams import firm_year_stream
from store.letter_zip import LetterZip
from store.person_keys import Forgotten
from store.persons import enrolment_of
from store.registration_lists import ReadList


@dataclass(slots=True)
class Preview:
    """How many rows would go in, are there already or bring a letter for it, and the faults of the others."""

    rows: int
    accepted: int = 0
    present: int = 0
    letters_attached: int = 0
    faults: dict[int, tuple[DomainError, ...]] = field(default_factory=dict)


def preview(tools: Tools, read: ReadList, session: SessionScheduled) -> Preview:
    """Places, windows and logins are not looked at: they can change until the rows are asked for."""
    found = Preview(len(read.table.rows), faults=dict(read.judged.faults))
    programme = tools.programmes.in_force(session.programme)
    ubns = [row.profile.ubn for trainee in read.judged.trainees for row in trainee.rows]
    holders = _holders(tools, programme, ubns)
    for trainee in read.judged.trainees:
        mark = tools.person_keys.identity_mark(trainee.national_id)
        enrolment = enrolment_of(tools.event_log, programme.year, mark)
        if enrolment is None:
            _register(found, trainee, holders, session, programme)
            continue
        case = _case(tools, enrolment)
        if case.guild != session.guild:
            found.faults |= {row.number: (AlreadyEnrolled(),) for row in trainee.rows}
            continue
        new = [row for row in trainee.rows if row.profile.ubn not in case.firms]
        found.accepted += len(_free(found, new, holders, enrolment))
        _again(found, [row for row in trainee.rows if row not in new], case, read.letters, tools)
    return found


def _holders(tools: Tools, programme: Programme, ubns: Iterable[str]) -> Mapping[str, UUID | None]:
    streams = {ubn: firm_year_stream(programme.year, ubn) for ubn in ubns}
    events = tools.event_log.read_many(list(streams.values())) if streams else {}
    return {ubn: holder(each.event for each in events[stream]) for ubn, stream in streams.items()}


def _case(tools: Tools, enrolment: UUID) -> Case:
    state = fold(each.event for each in tools.event_log.read(enrolment))
    assert not isinstance(state, Unregistered)
    return state.case


def _register(
    found: Preview,
    trainee: TraineeRows,
    holders: Mapping[str, UUID | None],
    session: SessionScheduled,
    programme: Programme,
) -> None:
    free = _free(found, trainee.rows, holders, None)
    letters = sum(bool(row.letter) for row in free)
    try:
        check_number(len(free), letters, session.day, programme)
    except DomainError as fault:
        found.faults |= {row.number: (fault,) for row in free}
        return
    found.accepted += len(free)


def _again(found: Preview, rows: Iterable[FirmRow], case: Case, letters: LetterZip, tools: Tools) -> None:
    """Rows whose firm is on the case: whether it takes a letter still is said by its rules later."""
    for row in rows:
        try:
            brings = brings_letter(row, case.firms[row.profile.ubn], _mark(row, case, letters, tools))
        except DomainError as fault:
            found.faults[row.number] = (fault,)
            continue
        found.letters_attached += brings
        found.present += not brings


def _mark(row: FirmRow, case: Case, letters: LetterZip, tools: Tools) -> str | None:
    if not row.letter:
        return None
    if not letters.is_whole(row.letter):
        raise LetterUnreadable()
    try:
        return tools.person_keys.mark(case.trainee.person, letters.open(row.letter).content)
    except Forgotten:
        raise PersonForgotten() from None


def _free(
    found: Preview, rows: Iterable[FirmRow], holders: Mapping[str, UUID | None], enrolment: UUID | None
) -> list[FirmRow]:
    free = []
    for row in rows:
        if holders[row.profile.ubn] in (None, enrolment):
            free.append(row)
        else:
            found.faults[row.number] = (FirmTaken(ubn=row.profile.ubn),)
    return free
