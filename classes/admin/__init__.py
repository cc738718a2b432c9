from classes.admin import plan, programme, rules, timetable

__all__ = ["plan", "programme", "rules", "timetable"]
