from django.db import migrations, models

from centres.names import sort_key


def fill_keys(apps, schema_editor):
    lecturers = apps.get_model("classes", "Lecturer").objects
    for pk, name in list(lecturers.order_by("pk").values_list("pk", "full_name")):
        lecturers.filter(pk=pk).update(sort_key=sort_key(name))


class Migration(migrations.Migration):
    dependencies = [("classes", "0008_survey_and_draft")]

    operations = [
        migrations.AddField(
            model_name="lecturer",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=400),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="lecturer",
            index=models.Index(fields=["centre", "sort_key"], name="lecturer_name_order"),
        ),
        migrations.AlterModelOptions(
            name="lecturer",
            options={
                "ordering": ["centre", "sort_key", "pk"],
                "verbose_name": "giảng viên",
                "verbose_name_plural": "giảng viên",
            },
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
    ]
