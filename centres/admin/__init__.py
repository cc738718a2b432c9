from centres.admin import history, jobs, layout, people, places

__all__ = ["history", "jobs", "layout", "people", "places"]
