import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefing', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AdoptedWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('citation', models.CharField(db_index=True, max_length=255)),
                ('code', models.CharField(max_length=40)),
                ('month', models.CharField(max_length=7)),
                ('text', models.CharField(blank=True, max_length=80)),
                ('reason', models.CharField(max_length=400)),
                ('approved_by', models.CharField(max_length=150)),
                ('adopted_by', models.CharField(max_length=150)),
                ('adopted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]
