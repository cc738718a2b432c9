"""The first page: what waits to be done, each line leading to the very place; beside it the year and recent work."""

from reports.home.views import hide_first_steps, home, show_first_steps

__all__ = ["hide_first_steps", "home", "show_first_steps"]
