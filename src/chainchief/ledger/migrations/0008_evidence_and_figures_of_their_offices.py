import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0007_proposals'),
    ]

    operations = [
        migrations.AddField(
            model_name='furnishednumber',
            name='provider',
            field=models.ForeignKey(blank=True, db_column='provider_code', help_text='who works for it sees this number and enters its next ones', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.organisation', to_field='code', verbose_name='office that furnishes it'),
        ),
        migrations.AddField(
            model_name='officialstatistic',
            name='provider',
            field=models.ForeignKey(blank=True, db_column='provider_code', help_text='who works for it sees this number and enters its next ones', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.organisation', to_field='code', verbose_name='office that furnishes it'),
        ),
        migrations.CreateModel(
            name='DocumentAddition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.CharField(max_length=200, verbose_name='by')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('document', models.ForeignKey(db_column='document_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'actor'), name='document_addition_once')],
            },
        ),
    ]
