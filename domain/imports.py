"""The import of a guild's registration list: received, its rows settled trainee by trainee, finished.

Its commands to cases go by receipts of their own; here stands what became of each row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never
from uuid import UUID

from domain.errors import DomainError
from domain.event import Actor, Cause, Role, command, event
from domain.files import FileRef
from domain.refusals import NotYourGuild, SessionOfOtherGuild, SessionUnknown
from domain.session import SessionState, scheduled
from domain.sheet import RowFault


class ImportUnknown(DomainError):
    code = "import_unknown"
    rule = "engine"
    zh = "查無此筆匯入。"
    en = "There is no such import."


class LoginOfAnother(DomainError):
    code = "login_of_another"
    rule = "engine"
    zh = "此電子郵件已是他人的帳號：請改用學員本人的電子郵件，或由學員本人登入後報名。"
    en = "This e-mail address is another person's account: give the trainee's own, or let them register."


class PersonForgotten(DomainError):
    code = "person_forgotten"
    rule = "engine"
    zh = "此人的資料已依請求銷毀，須由本人重新報名。"
    en = "The data of this person were destroyed at their request: they have to register themselves."


@command("import.receive")
@dataclass(frozen=True, slots=True)
class ReceiveImport:
    """A list that was read at the door: so many `rows` and `trainees`, and the rows that cannot be taken.

    `letters` is the zip file of the consent letters. Both files lie under a key of the import's own.
    """

    programme: str
    guild: str
    session: UUID
    file: FileRef
    letters: FileRef | None
    rows: int
    trainees: int
    faults: tuple[RowFault, ...]


@command("import.note_rows")
@dataclass(frozen=True, slots=True)
class NoteRows:
    """What became of the rows of `trainees` trainees, from number `first` on.

    `accepted` rows went in, `present` ones were there before; of firms that were there before,
    `letters_attached` brought the letter.
    """

    first: int
    trainees: int
    accepted: int
    present: int
    faults: tuple[RowFault, ...]
    letters_attached: int = 0


@command("import.finish")
@dataclass(frozen=True, slots=True)
class FinishImport:
    """`result` is the list of the rows that were not taken, each with its reasons; None if all were."""

    result: FileRef | None


@event("import.received.v1")
@dataclass(frozen=True, slots=True)
class ImportReceived:
    programme: str
    guild: str
    session: UUID
    file: FileRef
    letters: FileRef | None
    rows: int
    trainees: int
    faults: tuple[RowFault, ...]


@event("import.rows_settled.v1")
@dataclass(frozen=True, slots=True)
class RowsSettled:
    first: int
    trainees: int
    accepted: int
    present: int
    faults: tuple[RowFault, ...]
    letters_attached: int = 0


@event("import.finished.v1")
@dataclass(frozen=True, slots=True)
class ImportFinished:
    result: FileRef | None


@dataclass(frozen=True, slots=True)
class NotReceived:
    pass


@dataclass(frozen=True, slots=True)
class Settling:
    """Under way: the first `settled` trainees are done."""

    received: ImportReceived
    settled: int = 0
    accepted: int = 0
    present: int = 0
    faults: Mapping[int, RowFault] = field(default_factory=dict)
    letters_attached: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    rows: Settling
    result: FileRef | None


ImportState = NotReceived | Settling | Finished
ImportCommand = ReceiveImport | NoteRows | FinishImport
ImportEvent = ImportReceived | RowsSettled | ImportFinished


def fold(events: Iterable[ImportEvent]) -> ImportState:
    """The state after the events."""
    state: ImportState = NotReceived()
    for happened in events:
        state = evolve(state, happened)
    return state


def evolve(state: ImportState, happened: ImportEvent) -> ImportState:
    """The state after one event."""
    match happened:
        case ImportReceived():
            return Settling(happened, faults={fault.row: fault for fault in happened.faults})
        case RowsSettled():
            assert isinstance(state, Settling)
            return replace(
                state,
                settled=happened.first + happened.trainees,
                accepted=state.accepted + happened.accepted,
                present=state.present + happened.present,
                faults={**state.faults, **{fault.row: fault for fault in happened.faults}},
                letters_attached=state.letters_attached + happened.letters_attached,
            )
        case ImportFinished(result):
            assert isinstance(state, Settling)
            return Finished(state, result)
        case _:
            assert_never(happened)


def decide(
    state: ImportState, asked: ImportCommand, cause: Cause, session: SessionState | None
) -> tuple[ImportEvent, ...]:
    """The events that a command causes; refuses with a `DomainError`."""
    match asked:
        case ReceiveImport():
            return _receive(state, asked, cause, session)
        case NoteRows():
            return _note(state, asked)
        case FinishImport(result):
            return (ImportFinished(result),) if isinstance(_received(state), Settling) else ()
        case _:
            assert_never(asked)


def rows_of(state: Settling | Finished) -> Settling:
    """What is known of the rows so far."""
    return state.rows if isinstance(state, Finished) else state


def _receive(
    state: ImportState, asked: ReceiveImport, cause: Cause, session: SessionState | None
) -> tuple[ImportEvent, ...]:
    if not isinstance(state, NotReceived):
        return ()
    held = scheduled(session)
    if held.details.programme != asked.programme:
        raise SessionUnknown()
    if held.details.guild != asked.guild:
        raise SessionOfOtherGuild()
    check_guild(asked.guild, cause.actor)
    about = (asked.programme, asked.guild, asked.session, asked.file, asked.letters)
    return (ImportReceived(*about, asked.rows, asked.trainees, asked.faults),)


def check_guild(guild: str, sender: Actor) -> None:
    """A guild sends the lists of its own sessions: NotYourGuild."""
    if sender.role is Role.GUILD and sender.guild != guild:
        raise NotYourGuild(guild=guild)


def _note(state: ImportState, asked: NoteRows) -> tuple[ImportEvent, ...]:
    """Rows that were settled before are settled: whoever tells them again adds nothing."""
    known = _received(state)
    if isinstance(known, Finished) or asked.first != known.settled or not asked.trainees:
        return ()
    counted = (asked.first, asked.trainees, asked.accepted, asked.present)
    return (RowsSettled(*counted, asked.faults, asked.letters_attached),)


def _received(state: ImportState) -> Settling | Finished:
    if isinstance(state, NotReceived):
        raise ImportUnknown()
    return state
