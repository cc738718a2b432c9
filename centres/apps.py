from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "centres"
    verbose_name = "Trung tâm và tài khoản"

    def ready(self):
        from centres import history  # noqa: F401, PLC0415  it needs the models, which are loaded only now
