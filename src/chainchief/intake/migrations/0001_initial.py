from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(blank=True, max_length=120)),
                ('kind', models.CharField(max_length=40)),
                ('layout', models.CharField(max_length=64)),
                ('columns', models.JSONField()),
                ('confirmed_by', models.CharField(max_length=200)),
                ('confirmed_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(null=True)),
                ('uses', models.PositiveIntegerField(default=0)),
                ('ended_by', models.CharField(blank=True, max_length=200)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('sender', 'kind', 'layout'), name='one_mapping_of_a_layout')],
            },
        ),
    ]
