from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('folder', models.CharField(max_length=120)),
                ('sender', models.CharField(max_length=120)),
                ('account', models.CharField(max_length=150)),
                ('file_name', models.CharField(max_length=260)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('size', models.BigIntegerField()),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('state', models.CharField(choices=[('staged', 'waits to be looked through'), ('answered', 'laid over an answer'), ('returned', 'returned with its faults'), ('taken', 'taken up at the import page'), ('dropped', 'set aside')], max_length=10)),
                ('created', models.PositiveIntegerField(default=0)),
                ('revised', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('faults', models.PositiveIntegerField(default=0)),
                ('warnings', models.PositiveIntegerField(default=0)),
                ('first_fault', models.TextField(blank=True)),
                ('arrived_at', models.DateTimeField()),
                ('taken_by', models.CharField(blank=True, max_length=200)),
                ('taken_at', models.DateTimeField(null=True)),
            ],
        ),
    ]
