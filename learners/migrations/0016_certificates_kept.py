from django.conf import settings
from django.db import migrations

from centres.append_only import install, remove
from learners.append_only import KEPT


def make(apps, schema_editor):
    if settings.APPEND_ONLY:
        install(schema_editor.connection, KEPT)


def drop(apps, schema_editor):
    remove(schema_editor.connection, KEPT)


class Migration(migrations.Migration):
    dependencies = [("learners", "0015_further_headings")]
    operations = [migrations.RunPython(make, drop)]
