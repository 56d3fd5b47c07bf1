"""An enrolment: one trainee's way through one programme year, the case."""
