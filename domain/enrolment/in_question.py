"""What of a case is before an officer: meanwhile nothing is certified, and no fee is paid (R5, R32, R35)."""

from domain.decision import Write
from domain.enrolment.changes import RevocationProposed
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.state import Case
from domain.streams import derived
from domain.task import TaskKind, TaskOpened, open_of_kind

ATTENDANCE_STRUCK = "attendance_struck"


def question_attendance(around: Circumstances) -> Write:
    """Put before an officer that the attendance of a case which went on was struck."""
    task = derived("task", around.enrolment, TaskKind.WRONG_ATTENDANCE, around.cause.command)
    return Write(around.enrolment, TaskOpened(task, TaskKind.WRONG_ATTENDANCE, None, None, None))


def attendance_in_question(case: Case) -> bool:
    """Whether an officer has yet to say if the training stands."""
    return open_of_kind(case.tasks, TaskKind.WRONG_ATTENDANCE) is not None


def certificate_in_question(case: Case) -> bool:
    """Whether the certificate may yet be revoked, for its attendance or by what is proposed."""
    proposed = any(isinstance(one, RevocationProposed) for one in case.proposals.values())
    return proposed or attendance_in_question(case)
