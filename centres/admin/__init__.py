from centres.admin import history, people, places

__all__ = ["history", "people", "places"]
