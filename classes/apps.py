from django.apps import AppConfig


class ClassesConfig(AppConfig):
    name = "classes"
    verbose_name = "Chương trình, kế hoạch và lớp"

    def ready(self):
        from classes import history  # noqa: F401, PLC0415  it needs the models, which are loaded only now
