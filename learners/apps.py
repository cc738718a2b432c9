from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = "Học viên và kết quả"

    def ready(self):
        from learners import history  # noqa: F401, PLC0415  it needs the models, which are loaded only now
