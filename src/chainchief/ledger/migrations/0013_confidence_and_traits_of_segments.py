import chainchief.ledger.fields
import chainchief.ledger.values
import chainchief.ledger.values.operation
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0012_code_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='SegmentTrait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('aspect', models.CharField(choices=[('technology', 'technology route'), ('application', 'application field'), ('by-product', 'by-product'), ('benchmark', 'benchmark firm outside')], max_length=12, verbose_name='aspect')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('maturity', models.CharField(blank=True, choices=[('research', 'in research'), ('pilot', 'pilot scale'), ('demonstration', 'demonstration'), ('industrial', 'industrial use'), ('mature', 'mature'), ('replaced', 'being replaced')], max_length=14, verbose_name='maturity')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='province or city')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position in lists')),
                ('confidence', chainchief.ledger.fields.ShareField(blank=True, null=True, verbose_name='confidence')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='note')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='segmentlink',
            name='ledger_segmentlink_values',
        ),
        migrations.AddField(
            model_name='segmentlink',
            name='confidence',
            field=chainchief.ledger.fields.ShareField(blank=True, null=True, verbose_name='confidence'),
        ),
        migrations.AddField(
            model_name='segmentlink',
            name='document',
            field=models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='segmentlink',
            name='source',
            field=models.CharField(blank=True, max_length=200, verbose_name='source'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='segmentlink',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_segmentlink_values', values={'confidence': ('integer', 0, 1000000), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        migrations.AddField(
            model_name='segmenttrait',
            name='batch',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch'),
        ),
        migrations.AddField(
            model_name='segmenttrait',
            name='document',
            field=models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='segmenttrait',
            name='segment',
            field=models.ForeignKey(db_column='segment_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.chainsegment', to_field='code', verbose_name='segment'),
        ),
        migrations.AddConstraint(
            model_name='segmenttrait',
            constraint=models.UniqueConstraint(fields=('segment', 'aspect', 'name'), name='segment_trait_key'),
        ),
        migrations.AddConstraint(
            model_name='segmenttrait',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='segment_trait_valid_dates_in_order'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='segmenttrait',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_segmenttrait_values', values={'confidence': ('integer', 0, 1000000), 'position': ('integer', 0, 2147483647), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
    ]
