"""What should become of a scenario, computed a second time from the file alone, in the plainest way.

It shares no code with the engine, which a test holds. Its numbers are typed from the programme's slides
and from the office calendars, so that a slip on either side shows as a difference.
"""
