from django.db import migrations

from learners import roster_lexicon


def install(apps, schema_editor):
    roster_lexicon.install_missing_headings(apps.get_model("learners", "RosterWord"))


class Migration(migrations.Migration):
    dependencies = [("learners", "0014_outside_places")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
