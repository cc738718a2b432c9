from django.db import migrations

from learners import roster_lexicon


def install(apps, schema_editor):
    roster_lexicon.install(apps.get_model("learners", "RosterWord"))


class Migration(migrations.Migration):
    dependencies = [("learners", "0008_roster_reading")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
