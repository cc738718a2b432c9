from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo"

    def ready(self):
        # Both need the models, which are loaded only now
        from reports import checks, history  # noqa: F401, PLC0415
