import chainchief.ledger.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_the_whole_city'),
    ]

    operations = [
        migrations.AddField(
            model_name='enterprise',
            name='assets',
            field=chainchief.ledger.fields.MoneyField(blank=True, null=True, verbose_name='total assets'),
        ),
    ]
