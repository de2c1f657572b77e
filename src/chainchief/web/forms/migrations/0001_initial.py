from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, unique=True)),
                ('owner', models.CharField(max_length=200)),
                ('sent_at', models.DateTimeField()),
                ('address', models.CharField(max_length=300)),
                ('outcome', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='FormDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=60)),
                ('uid', models.CharField(blank=True, max_length=32)),
                ('fields', models.JSONField()),
                ('saved_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'kind', 'uid'), name='form_draft_key')],
            },
        ),
    ]
