import chainchief.ledger.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dispatch', '0003_collections'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClosingProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', chainchief.ledger.fields.MonthField(max_length=7, verbose_name='month')),
                ('actor', models.CharField(max_length=200, verbose_name='by')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='reason')),
            ],
        ),
    ]
