from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0005_values_of_fields'),
    ]

    operations = [
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_event', models.BigIntegerField()),
                ('last_event', models.BigIntegerField()),
                ('events', models.BigIntegerField()),
                ('actor', models.CharField(max_length=200)),
                ('reason', models.CharField(max_length=400)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('writing', models.CharField(max_length=16, unique=True)),
                ('first_event', models.BigIntegerField()),
                ('last_event', models.BigIntegerField()),
                ('events', models.BigIntegerField()),
                ('mac', models.CharField(max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name='changecontext',
            name='writing',
            field=models.CharField(blank=True, default='', max_length=16),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='writing',
            field=models.CharField(db_default='', max_length=16),
        ),
        migrations.AlterField(
            model_name='changecontext',
            name='actor',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='changeevent',
            name='actor',
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name='importbatch',
            name='actor',
            field=models.CharField(max_length=200),
        ),
    ]
