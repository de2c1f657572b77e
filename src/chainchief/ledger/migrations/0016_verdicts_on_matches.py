import chainchief.ledger.values
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0015_consents_products_and_drawings'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('verdict', models.CharField(choices=[('confirmed', 'it fits'), ('refused', 'it does not fit')], max_length=10, verbose_name='verdict')),
                ('reason', models.CharField(max_length=200, verbose_name='reason of the verdict')),
                ('judged_on', models.DateField(verbose_name='day of the verdict')),
                ('batch', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch')),
                ('buyer', models.ForeignKey(blank=True, db_column='buyer_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.enterprise', to_field='code', verbose_name='buying firm')),
                ('enterprise', models.ForeignKey(db_column='enterprise_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.enterprise', to_field='code', verbose_name='enterprise')),
                ('segment', models.ForeignKey(db_column='segment_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.chainsegment', to_field='code', verbose_name='segment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('enterprise', 'segment', 'buyer'), name='match_verdict_key'), models.UniqueConstraint(condition=models.Q(('buyer', None)), fields=('enterprise', 'segment'), name='match_verdict_key_without_a_buyer'), chainchief.ledger.values.FieldValues(name='ledger_matchverdict_values', values={'judged_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')})],
            },
        ),
    ]
