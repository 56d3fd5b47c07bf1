"""Made-up cohorts: a scenario of any number of trainees, from a seed alone."""
