"""One trainee's rows of a registration list: asked as commands of their case, told by their outcomes.

Every command's id follows from the import and what it asks, so that asking again joins it. It is of this
import alone: what a rule refused once may be allowed when the list comes again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from uuid import UUID

from activities.tools import Tools
from domain.enrolment.commands import AddFirm, AttachLetter, FirmEntry, Register, Trainee
from domain.enrolment.evolve import fold
from domain.enrolment.state import Case, Unregistered
from domain.errors import DomainError
from domain.event import Actor, kind_of
from domain.files import FileRef
from domain.imports import ImportReceived, LoginOfAnother, PersonForgotten
from domain.industry import sector_of
from domain.listed_again import brings_letter
from domain.programme import Programme
from domain.refusals import AlreadyEnrolled, FirmAlreadyListed, QuotaFull, TooManyFirms
from domain.registration_list import FirmRow, LetterUnreadable, TraineeRows
from domain.streams import derived
from store import codec
from store.accounts import LoginTaken
from store.invitations import Invitations
from store.letter_zip import LetterZip
from store.person_keys import Forgotten
from store.persons import enrolment_of, person_of
from store.receipts import Accepted, Receipt, ReceiptDraft, Refused
from workflows.contracts import WorkflowKind
from workflows.contracts.imports import FaultyRow


@dataclass(frozen=True, slots=True)
class Settled:
    """How many of the trainee's rows went in, were there before, and what is wrong with the others.

    `letters_attached` rows were there before without the letter that they bring.
    """

    accepted: int
    present: int
    faults: tuple[FaultyRow, ...]
    letters_attached: int = 0


class Taken(Enum):
    """What a row that was taken came to."""

    LISTED = auto()
    LETTER_ATTACHED = auto()
    PRESENT = auto()


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A trainee's case as it is, with the ids of what each row asks and the receipts that there are."""

    enrolment: UUID
    case: Case
    adds: Mapping[FirmRow, UUID]
    letters: Mapping[FirmRow, UUID]
    asked: Mapping[UUID, Receipt]


@dataclass(frozen=True, slots=True)
class ListOfGuild:
    """The import that rows belong to: its sender asks what they ask, at the time of its receipt (R25)."""

    stream: UUID
    received: ImportReceived
    sender: Actor
    received_at: datetime
    letters: LetterZip
    programme: Programme


class TraineeImport:
    """Takes the rows of one trainee after the other to their outcomes."""

    def __init__(self, tools: Tools, invitations: Invitations, guild_list: ListOfGuild) -> None:
        self._tools, self._invitations, self._list = tools, invitations, guild_list

    def settle(self, trainee: TraineeRows) -> Settled | None:
        """What became of the rows, or None while a command of theirs is under way; asks what is not asked."""
        # The door looks at how a letter begins: that the rest of it is damaged is found here.
        whole = tuple(
            row for row in trainee.rows if not row.letter or self._list.letters.is_whole(row.letter)
        )
        lost = _all((row for row in trainee.rows if row not in whole), LetterUnreadable())
        if not whole:
            return Settled(0, 0, lost)
        told = self._settle(replace(trainee, rows=whole))
        return told and replace(told, faults=(*told.faults, *lost))

    def _settle(self, trainee: TraineeRows) -> Settled | None:
        mark = self._tools.person_keys.identity_mark(trainee.national_id)
        most = self._list.programme.registration.firms
        ids = [derived("import-register", self._list.stream, mark, attempt) for attempt in range(most + 1)]
        asked = self._tools.receipts.among(ids)
        enrolment = None if asked else enrolment_of(self._tools.event_log, self._list.programme.year, mark)
        try:
            if enrolment is not None:
                return self._add(trainee, mark, enrolment)
            return self._register(trainee, mark, [(each, asked.get(each)) for each in ids])
        except Forgotten:
            return Settled(0, 0, _all(trainee.rows, PersonForgotten()))
        except LoginTaken:
            return Settled(0, 0, _all(trainee.rows, LoginOfAnother()))

    def _register(
        self, trainee: TraineeRows, mark: str, attempts: Sequence[tuple[UUID, Receipt | None]]
    ) -> Settled | None:
        """Register with all rows; where a rule names one of them, with the others."""
        most = self._list.programme.registration.firms
        rows, faults = list(trainee.rows[:most]), list(_all(trainee.rows[most:], TooManyFirms(limit=most)))
        for command, receipt in attempts:
            if receipt is None:
                self._ask_to_register(command, trainee, mark, rows)
                return None
            match receipt.outcome:
                case None:
                    return None
                case Accepted():
                    return Settled(len(rows), 0, tuple(faults))
                case Refused() as refused:
                    blamed = self._blamed(rows, refused)
                    faults += [_of_outcome(row, refused) for row in blamed]
                    rows = [row for row in rows if row not in blamed]
            if not rows:
                break
        self._give_up(mark)
        return Settled(0, 0, tuple(faults))

    def _blamed(self, rows: Sequence[FirmRow], refused: Refused) -> list[FirmRow]:
        """The rows that the refusal is about: of a firm, of a sector, else all."""
        if refused.code == QuotaFull.code:
            sector = refused.fields.get("sector")
            return [row for row in rows if sector_of(row.profile.industry, self._list.programme) == sector]
        named = [row for row in rows if row.profile.ubn == refused.fields.get("ubn")]
        return named or list(rows)

    def _ask_to_register(
        self, command: UUID, trainee: TraineeRows, mark: str, rows: Sequence[FirmRow]
    ) -> None:
        person = person_of(self._tools.event_log, self._list.programme.year, mark)
        seal = self._tools.person_keys.seal
        particulars = Trainee(person, mark, seal(person, trainee.name), seal(person, trainee.email))
        invite = self._invitations.reserve(person, trainee.email, self._list.sender.account)
        received = self._list.received
        about = (received.programme, particulars, received.guild, received.session)
        firms = tuple(self._entry(row, person) for row in rows)
        self._ask(command, derived("enrolment", command), Register(*about, firms, invite=invite))

    def _give_up(self, mark: str) -> None:
        """Who is not registered needs no account, and another may have its login."""
        year = self._list.programme.year
        if enrolment_of(self._tools.event_log, year, mark) is None:
            self._invitations.withdraw(person_of(self._tools.event_log, year, mark))

    def _add(self, trainee: TraineeRows, mark: str, enrolment: UUID) -> Settled | None:
        adds, letters = (
            {row: derived(name, self._list.stream, mark, row.profile.ubn) for row in trainee.rows}
            for name in ("import-add", "import-letter")
        )
        # Read before the case, which then knows whatever their outcomes speak of.
        asked = self._tools.receipts.among([*adds.values(), *letters.values()])
        case = self._case(enrolment)
        if case.guild != self._list.received.guild:
            return Settled(0, 0, _all(trainee.rows, AlreadyEnrolled()))
        known = KnownCase(enrolment, case, adds, letters, asked)
        # Each is looked at before any is waited for, so that all are asked at once.
        told = [self._become_of(row, known) for row in trainee.rows]
        return None if None in told else _counted([one for one in told if one is not None])

    def _become_of(self, row: FirmRow, known: KnownCase) -> Taken | FaultyRow | None:
        """What became of a row whose trainee has a case; None while a command of it is under way."""
        attaching = known.asked.get(known.letters[row])
        if attaching is not None:
            return _told(row, attaching, Taken.LETTER_ATTACHED)
        adding = known.asked.get(known.adds[row])
        if adding is not None and not _was_listed(adding):
            return _told(row, adding, Taken.LISTED)
        if row.profile.ubn in known.case.firms:
            return self._again(row, known)
        if adding is not None:
            return _told(row, adding, Taken.LISTED)
        entry = self._entry(row, known.case.trainee.person)
        self._ask(known.adds[row], known.enrolment, AddFirm(entry))
        return None

    def _again(self, row: FirmRow, known: KnownCase) -> Taken | FaultyRow | None:
        """The firm is on the list: its letter may be new, and nothing else may."""
        person = known.case.trainee.person
        mark = None
        if row.letter:
            content = self._list.letters.open(row.letter).content
            mark = self._tools.person_keys.mark(person, content)
        try:
            if not brings_letter(row, known.case.firms[row.profile.ubn], mark):
                return Taken.PRESENT
        except DomainError as fault:
            return _faulty(row, fault)
        attach = AttachLetter(row.profile.ubn, self._letter(row, person))
        self._ask(known.letters[row], known.enrolment, attach)
        return None

    def _case(self, enrolment: UUID) -> Case:
        state = fold(each.event for each in self._tools.event_log.read(enrolment))
        assert not isinstance(state, Unregistered)
        return state.case

    def _entry(self, row: FirmRow, person: UUID) -> FirmEntry:
        return FirmEntry(row.profile, row.small_or_medium, self._letter(row, person) if row.letter else None)

    def _letter(self, row: FirmRow, person: UUID) -> FileRef:
        letter = self._list.letters.open(row.letter)
        return self._tools.files.put(person, letter.content, letter.media_type, row.letter)

    def _ask(self, command: UUID, case: UUID, asked: Register | AddFirm | AttachLetter) -> None:
        draft = ReceiptDraft(
            command_id=command,
            actor=self._list.sender,
            idempotency_key=str(command),
            case_id=case,
            stream=case,
            workflow=WorkflowKind.ENROLMENT,
            kind=kind_of(asked),
            body=codec.command_to_bytes(asked),
            body_mark=b"import",
        )
        self._tools.receipts.receive(draft, lambda: self._list.received_at)


def _all(rows: Iterable[FirmRow], fault: DomainError) -> tuple[FaultyRow, ...]:
    return tuple(_faulty(row, fault) for row in rows)


def _faulty(row: FirmRow, fault: DomainError) -> FaultyRow:
    return FaultyRow(row.number, [fault.code], dict(fault.fields))


def _counted(told: Sequence[Taken | FaultyRow]) -> Settled:
    faults = tuple(one for one in told if isinstance(one, FaultyRow))
    return Settled(
        told.count(Taken.LISTED), told.count(Taken.PRESENT), faults, told.count(Taken.LETTER_ATTACHED)
    )


def _was_listed(adding: Receipt) -> bool:
    """Somebody else had listed the firm when this was decided."""
    outcome = adding.outcome
    return isinstance(outcome, Refused) and outcome.code == FirmAlreadyListed.code


def _told(row: FirmRow, receipt: Receipt, taken: Taken) -> Taken | FaultyRow | None:
    match receipt.outcome:
        case None:
            return None
        case Accepted():
            return taken
        case Refused() as refused:
            return _of_outcome(row, refused)


def _of_outcome(row: FirmRow, refused: Refused) -> FaultyRow:
    return FaultyRow(row.number, [refused.code], dict(refused.fields))
