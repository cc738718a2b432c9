from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("learners", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="source_line",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="dòng trong tệp danh sách"
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="made",
            field=models.JSONField(blank=True, default=dict, verbose_name="đã tạo và bổ sung"),
        ),
        migrations.AddField(
            model_name="rosterupload",
            name="decisions",
            field=models.JSONField(blank=True, default=dict, verbose_name="cách xử lý từng dòng"),
        ),
        migrations.AddField(
            model_name="rosterupload",
            name="sha256",
            field=models.CharField(default="", max_length=64, verbose_name="mã băm của tệp"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="rosterupload",
            name="corrections",
            field=models.JSONField(blank=True, default=list, verbose_name="ô đã sửa"),
        ),
    ]
