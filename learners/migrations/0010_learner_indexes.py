from django.db import migrations, models

# The list is sorted by code points on every server; PostgreSQL uses an index only in the same collation
CREATE = 'CREATE INDEX learner_name_code_order ON learners_learner (centre_id, sort_key COLLATE "C", birth_year, id)'


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX learner_name_code_order")


class Migration(migrations.Migration):
    dependencies = [("learners", "0009_roster_words")]

    operations = [
        migrations.AddIndex(
            model_name="learner",
            index=models.Index(fields=["centre", "national_id"], name="learner_by_number"),
        ),
        migrations.RunPython(create, drop),
    ]
