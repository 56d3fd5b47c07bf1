"""Cases whose attendance was struck, and what an officer says of that."""

from domain.enrolment.session_commands import Attendance, DecideWrongAttendance, NoteAttendanceCorrected
from domain.task import ClaimTask, TaskKind, open_of_kind
from tests.domain.changed_cases import why
from tests.domain.made_up_cases import ENGINE, OFFICER, MadeUpCase
from tests.domain.specification import Answer, when


def struck(case: MadeUpCase) -> MadeUpCase:
    case.ask(NoteAttendanceCorrected(case.session, None, why(case)), ENGINE)
    return case


def put_back(case: MadeUpCase) -> MadeUpCase:
    case.ask(NoteAttendanceCorrected(case.session, Attendance.ON_SITE, why(case)), ENGINE)
    return case


def is_asked(case: MadeUpCase) -> bool:
    return open_of_kind(case.state.case.tasks, TaskKind.WRONG_ATTENDANCE) is not None


def said(case: MadeUpCase, *, stands: bool) -> Answer:
    task = case.task(TaskKind.WRONG_ATTENDANCE)
    case.ask(ClaimTask(task), OFFICER)
    return when(case, DecideWrongAttendance(task, stands, why(case)), OFFICER)
