import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centres", "0004_lists"),
        ("learners", "0005_results"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LearnerMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("merged_pk", models.PositiveBigIntegerField(editable=False, verbose_name="mã hồ sơ đã gộp")),
                ("merged_name", models.CharField(max_length=100, verbose_name="họ và tên trong hồ sơ đã gộp")),
                ("before", models.JSONField(default=dict, editable=False, verbose_name="trước khi gộp")),
                ("merged_at", models.DateTimeField(auto_now_add=True, verbose_name="gộp lúc")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="centres.centre",
                        verbose_name="trung tâm",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="learners.learner",
                        verbose_name="học viên được giữ",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gộp",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần gộp học viên",
                "verbose_name_plural": "lần gộp học viên",
                "ordering": ["merged_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("merged_pk",),
                        name="learner_merged_once",
                        violation_error_message="Hồ sơ này đã được gộp.",
                    )
                ],
            },
        ),
    ]
