from django.apps import AppConfig


class ClassesConfig(AppConfig):
    name = "classes"
    verbose_name = "Chương trình, kế hoạch và lớp"

    def ready(self):
        # They need the models, which are loaded only now
        from classes import bulk, history  # noqa: F401, PLC0415
