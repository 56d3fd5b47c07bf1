"""The days around which people act in a made-up cohort: the ends of the programme's windows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from domain.deadline import WindowKind, deadline
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store.programme_files import read_calendar, read_programme

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ProgrammeDays:
    """Last days of windows, by the bundled rules and calendar."""

    programme: Programme
    calendar: WorkingCalendar

    @classmethod
    def bundled(cls, year: str) -> Self:
        """The days of a programme year that comes with the engine."""
        return cls(read_programme(None, year), read_calendar())

    def list_ends(self, training_day: date) -> date:
        return self._last_day(WindowKind.LIST_SUPPLEMENT, training_day)

    def list_fix_ends(self, check_day: date) -> date:
        return self._last_day(WindowKind.LIST_FIX, check_day)

    def upload_ends(self, training_day: date) -> date:
        return self._last_day(WindowKind.UPLOAD, training_day)

    def resubmission_ends(self, notice_day: date) -> date:
        return self._last_day(WindowKind.RESUBMISSION, notice_day)

    @property
    def recording_ends(self) -> date:
        """The last day on which a guild can record who attended in time."""
        return self._last_day(WindowKind.RECORDING, self.programme.sessions.mandatory_last_day)

    @property
    def hard_stop(self) -> date:
        return self.programme.windows.resubmission.hard_stop

    def is_early(self, day: date) -> bool:
        """Whether a session of that day needs few firms to register for."""
        return day <= self.programme.registration.early.until

    def working_day_from(self, day: date) -> date:
        """The day itself, or the first after it on which offices work."""
        while self.calendar.is_rest_day(day):
            day += DAY
        return day

    def _last_day(self, kind: WindowKind, start: date) -> date:
        return deadline(kind, start, self.programme, self.calendar).due_date
