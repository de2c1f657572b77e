from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FeedBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed', models.CharField(max_length=40, verbose_name='feed')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('file_name', models.CharField(max_length=200, verbose_name='file name')),
                ('file_hash', models.CharField(max_length=64, verbose_name='hash of the file')),
                ('content', models.CharField(max_length=64, verbose_name='hash of the rows')),
                ('rows', models.PositiveBigIntegerField(verbose_name='rows')),
                ('legal_basis', models.CharField(max_length=400, verbose_name='legal basis')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('actor', models.CharField(max_length=150, verbose_name='by')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='withdrawn at')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('feed', 'number'), name='feed_batch_number')],
            },
        ),
    ]
