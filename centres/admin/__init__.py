from centres.admin import history, jobs, people, places

__all__ = ["history", "jobs", "people", "places"]
