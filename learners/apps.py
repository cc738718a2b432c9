from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = "Học viên và kết quả"

    def ready(self):
        # They need the models, which are loaded only now
        from learners import bulk, class_columns, history  # noqa: F401, PLC0415
        from learners.actions import papers  # noqa: F401, PLC0415
