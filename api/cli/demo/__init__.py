"""`tanjian demo`: a cohort's months on one world clock, through the real API, workflows and stores."""
