from django.db import migrations

from classes import timetable_catalogue


def install(apps, schema_editor):
    timetable_catalogue.install(
        apps.get_model("classes", "Programme"),
        apps.get_model("classes", "Lesson"),
        apps.get_model("classes", "Holiday"),
        apps.get_model("classes", "TeachingNorm"),
    )


class Migration(migrations.Migration):
    dependencies = [("classes", "0003_timetable")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
