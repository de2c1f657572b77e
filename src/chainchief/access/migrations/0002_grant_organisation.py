from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='grant',
            name='grant_key',
        ),
        migrations.AddField(
            model_name='grant',
            name='organisation',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.UniqueConstraint(fields=('account', 'role', 'division', 'chain', 'enterprise', 'organisation', 'valid_from'), name='grant_key'),
        ),
    ]
