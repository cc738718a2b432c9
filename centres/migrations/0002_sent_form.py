import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('centres', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=36, verbose_name='mã của lần gửi')),
                ('led_to', models.CharField(max_length=500, verbose_name='trang sau khi lưu')),
                ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='gửi lúc')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
            ],
            options={
                'verbose_name': 'lần gửi nội dung',
                'verbose_name_plural': 'lần gửi nội dung',
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='sent_form_once', violation_error_message='Nội dung này đã được gửi rồi.')],
            },
        ),
    ]
