from django.conf import settings
from django.db import migrations

from reports.append_only import install, remove


def make(apps, schema_editor):
    if settings.APPEND_ONLY:
        install(schema_editor.connection)


def drop(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_versions'),
    ]

    operations = [migrations.RunPython(make, drop)]
