"""Timetables: made from a programme's outline, checked for clashes, counted as teaching hours."""
