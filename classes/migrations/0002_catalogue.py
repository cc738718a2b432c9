from django.db import migrations

from classes import catalogue


def install(apps, schema_editor):
    catalogue.install(
        apps.get_model("classes", "Programme"),
        apps.get_model("classes", "ReportingLine"),
        apps.get_model("classes", "AssessmentRules"),
    )


class Migration(migrations.Migration):
    dependencies = [("classes", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
