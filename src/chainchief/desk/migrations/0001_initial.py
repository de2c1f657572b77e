from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Handling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('uid', models.UUIDField(verbose_name='record')),
                ('account', models.CharField(max_length=150, verbose_name='with')),
                ('since', models.DateField(verbose_name='since')),
                ('by', models.CharField(max_length=200, verbose_name='by')),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'kind'], name='handling_of_account')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'uid'), name='handled_by_one')],
            },
        ),
        migrations.CreateModel(
            name='Watching',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('uid', models.UUIDField(verbose_name='record')),
                ('account', models.CharField(max_length=150, verbose_name='watched by')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'kind', 'uid'), name='watched_once')],
            },
        ),
    ]
