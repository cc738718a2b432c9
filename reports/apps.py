from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo"

    def ready(self):
        from reports import history  # noqa: F401, PLC0415  it needs the models, which are loaded only now
