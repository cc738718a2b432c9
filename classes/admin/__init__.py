from classes.admin import outside_course, plan, programme, rules, timetable

__all__ = ["outside_course", "plan", "programme", "rules", "timetable"]
