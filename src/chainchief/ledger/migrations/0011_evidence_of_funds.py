import chainchief.ledger.fields
import chainchief.ledger.values
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0010_the_service_desk'),
    ]

    operations = [
        migrations.CreateModel(
            name='FundsSample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('month', chainchief.ledger.fields.MonthField(max_length=7, verbose_name='month of the reports')),
                ('seed', models.CharField(max_length=64, verbose_name='seed of the draw')),
                ('drawn_on', models.DateField(verbose_name='drawn on')),
                ('method', models.CharField(max_length=40, verbose_name='method of the draw')),
                ('batch', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch')),
                ('division', models.ForeignKey(db_column='division_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.division', to_field='code', verbose_name='unit checked')),
            ],
            options={
                'abstract': False,
                'constraints': [chainchief.ledger.values.FieldValues(name='ledger_fundssample_values', values={'drawn_on': ('day', '1800-01-01', '2199-12-31'), 'month': ('month', '1900-01', '2100-12'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')})],
            },
        ),
        migrations.CreateModel(
            name='FundsSampleItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('reported', chainchief.ledger.fields.MoneyField(verbose_name='reported when drawn')),
                ('drawn', models.BooleanField(default=False, verbose_name='drawn for the check')),
                ('verified', chainchief.ledger.fields.MoneyField(blank=True, null=True, verbose_name='found proved')),
                ('judged_on', models.DateField(blank=True, null=True, verbose_name='judged on')),
                ('finding', models.CharField(blank=True, max_length=400, verbose_name='finding')),
                ('batch', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch')),
                ('document', models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document')),
                ('project', models.ForeignKey(db_column='project_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.project', to_field='code', verbose_name='project')),
                ('sample', models.ForeignKey(db_column='sample_code', on_delete=django.db.models.deletion.PROTECT, related_name='items', to='ledger.fundssample', to_field='code', verbose_name='spot check')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sample', 'project'), name='funds_sample_item_key'), models.CheckConstraint(condition=models.Q(('reported__isnull', True), ('reported__gte', 0), _connector='OR'), name='funds_sample_item_reported_not_negative'), models.CheckConstraint(condition=models.Q(('verified__isnull', True), ('verified__gte', 0), _connector='OR'), name='funds_sample_item_verified_not_negative'), models.CheckConstraint(condition=models.Q(('verified__isnull', True), ('verified__lte', models.F('reported')), _connector='OR'), name='funds_found_proved_within_reported'), models.CheckConstraint(condition=models.Q(('verified__isnull', True), ('drawn', True), _connector='OR'), name='funds_judged_only_where_drawn'), models.CheckConstraint(condition=models.Q(models.Q(('judged_on__isnull', True), ('verified__isnull', True)), models.Q(('judged_on__isnull', False), ('verified__isnull', False)), _connector='OR'), name='funds_judged_with_amount_and_day'), chainchief.ledger.values.FieldValues(name='ledger_fundssampleitem_values', values={'judged_on': ('day', '1800-01-01', '2199-12-31'), 'reported': ('integer', 0, 100000000000000000), 'verified': ('integer', 0, 100000000000000000), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')})],
            },
        ),
        migrations.CreateModel(
            name='FundsVoucher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('number', models.CharField(max_length=60, verbose_name='number of the voucher')),
                ('dated_on', models.DateField(verbose_name='date of the voucher')),
                ('voucher_kind', models.CharField(choices=[('bank-receipt', 'bank receipt'), ('invoice', 'invoice'), ('capital-verification', 'capital verification report'), ('contract', 'contract with proof of payment'), ('other', 'other voucher')], max_length=24, verbose_name='kind of voucher')),
                ('payer', models.CharField(max_length=200, verbose_name='payer')),
                ('amount', chainchief.ledger.fields.MoneyField(verbose_name='amount proved')),
                ('month', chainchief.ledger.fields.MonthField(max_length=7, verbose_name='month of the report that it proves')),
                ('batch', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch')),
                ('document', models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document')),
                ('project', models.ForeignKey(db_column='project_code', on_delete=django.db.models.deletion.PROTECT, related_name='vouchers', to='ledger.project', to_field='code', verbose_name='project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'number', 'dated_on'), name='funds_voucher_key'), models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gte', 0), _connector='OR'), name='funds_voucher_amount_not_negative'), chainchief.ledger.values.FieldValues(name='ledger_fundsvoucher_values', values={'amount': ('integer', 0, 100000000000000000), 'dated_on': ('day', '1800-01-01', '2199-12-31'), 'month': ('month', '1900-01', '2100-12'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')})],
            },
        ),
    ]
