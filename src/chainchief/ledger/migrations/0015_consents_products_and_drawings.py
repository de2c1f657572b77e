import chainchief.ledger.fields
import chainchief.ledger.values
import chainchief.ledger.values.operation
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0014_meetings_and_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='BankProduct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('amount_least', chainchief.ledger.fields.MoneyField(blank=True, null=True, verbose_name='least amount')),
                ('amount_most', chainchief.ledger.fields.MoneyField(blank=True, null=True, verbose_name='most amount')),
                ('term_most', models.PositiveIntegerField(blank=True, null=True, verbose_name='longest term in months')),
                ('rate_least', chainchief.ledger.fields.ShareField(blank=True, null=True, verbose_name='lowest yearly rate')),
                ('rate_most', chainchief.ledger.fields.ShareField(blank=True, null=True, verbose_name='highest yearly rate')),
                ('takes_unsecured', models.BooleanField(default=False, verbose_name='lends unsecured')),
                ('takes_guarantee', models.BooleanField(default=False, verbose_name='takes guarantees')),
                ('takes_property', models.BooleanField(default=False, verbose_name='takes land and buildings')),
                ('takes_equipment', models.BooleanField(default=False, verbose_name='takes equipment')),
                ('takes_receivables', models.BooleanField(default=False, verbose_name='takes receivables')),
                ('takes_ip', models.BooleanField(default=False, verbose_name='takes intellectual property')),
                ('industries', models.CharField(blank=True, help_text='beginnings of codes of GB/T 4754, with commas between: 27, 3985; blank for all', max_length=200, verbose_name='for industries alone')),
            ],
        ),
        migrations.CreateModel(
            name='FinancingConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('number', models.PositiveIntegerField(verbose_name='number of the consent')),
                ('opens_firm', models.BooleanField(default=False, verbose_name="opens the firm's name and the subject")),
                ('opens_industry', models.BooleanField(default=False, verbose_name='opens industry and chain')),
                ('opens_amount', models.BooleanField(default=False, verbose_name='opens the amount')),
                ('opens_term', models.BooleanField(default=False, verbose_name='opens the term')),
                ('opens_purpose', models.BooleanField(default=False, verbose_name='opens the purpose')),
                ('opens_collateral', models.BooleanField(default=False, verbose_name='opens the collateral')),
                ('opens_contact', models.BooleanField(default=False, verbose_name='opens the contact')),
                ('opens_finances', models.BooleanField(default=False, verbose_name='opens revenue, assets and staff')),
                ('revoked_on', models.DateField(blank=True, null=True, verbose_name='withdrawn by the firm on')),
                ('informant', models.CharField(blank=True, max_length=80, verbose_name='informant')),
            ],
        ),
        migrations.CreateModel(
            name='FinancingDecline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('declined_on', models.DateField(verbose_name='no offer since')),
                ('reason', models.CharField(max_length=400, verbose_name='reason of the bank')),
            ],
        ),
        migrations.CreateModel(
            name='FinancingDrawing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('number', models.PositiveIntegerField(verbose_name='number of the drawing')),
                ('drawn_on', models.DateField(verbose_name='loan drawn on')),
                ('amount', chainchief.ledger.fields.MoneyField(verbose_name='amount of the drawing')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='financingoffer',
            name='ledger_financingoffer_values',
        ),
        migrations.AddField(
            model_name='financingneed',
            name='collateral',
            field=models.CharField(blank=True, choices=[('unsecured', 'unsecured loan'), ('guarantee', 'guarantee of a third party'), ('property', 'mortgage of land or buildings'), ('equipment', 'mortgage of equipment'), ('receivables', 'pledge of receivables'), ('intellectual-property', 'pledge of intellectual property')], max_length=24, verbose_name='collateral'),
        ),
        migrations.AddField(
            model_name='financingneed',
            name='contact',
            field=models.CharField(blank=True, max_length=120, verbose_name='contact in the firm'),
        ),
        migrations.AddField(
            model_name='financingneed',
            name='detail',
            field=models.CharField(blank=True, max_length=400, verbose_name='what the money is for'),
        ),
        migrations.AddField(
            model_name='financingneed',
            name='outcome',
            field=models.CharField(blank=True, choices=[('met', 'met by a contract'), ('elsewhere', 'met elsewhere'), ('dropped', 'no longer needed'), ('unmet', 'no bank met it')], max_length=10, verbose_name='what became of the need'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='chosen_on',
            field=models.DateField(blank=True, null=True, verbose_name='chosen by the firm on'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='conditions',
            field=models.CharField(blank=True, max_length=400, verbose_name='conditions of the offer'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='document',
            field=models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='draw_by',
            field=models.DateField(blank=True, null=True, verbose_name='to be drawn by'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='process',
            field=models.CharField(blank=True, max_length=20, verbose_name='made in the room of'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='retracted_on',
            field=models.DateField(blank=True, null=True, verbose_name='taken back by the bank on'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='term_months',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='term offered in months'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='turned_down_on',
            field=models.DateField(blank=True, null=True, verbose_name='turned down by the firm on'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='valid_until',
            field=models.DateField(blank=True, null=True, verbose_name='offer holds until'),
        ),
        migrations.AddField(
            model_name='bankproduct',
            name='bank',
            field=models.ForeignKey(db_column='bank_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.organisation', to_field='code', verbose_name='bank'),
        ),
        migrations.AddField(
            model_name='bankproduct',
            name='batch',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch'),
        ),
        migrations.AddField(
            model_name='bankproduct',
            name='chain',
            field=models.ForeignKey(blank=True, db_column='chain_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.chain', to_field='code', verbose_name='for one chain alone'),
        ),
        migrations.AddField(
            model_name='financingoffer',
            name='product',
            field=models.ForeignKey(blank=True, db_column='product_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.bankproduct', to_field='code', verbose_name='product of a bank'),
        ),
        migrations.AddConstraint(
            model_name='financingoffer',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('offered_on__isnull', True), ('valid_until__gte', models.F('offered_on')), _connector='OR'), name='financing_offer_holds_after_it_was_made'),
        ),
        migrations.AddConstraint(
            model_name='financingoffer',
            constraint=models.CheckConstraint(condition=models.Q(('chosen_on__isnull', True), ('offered_on__isnull', True), ('chosen_on__gte', models.F('offered_on')), _connector='OR'), name='financing_offer_chosen_after_it_was_made'),
        ),
        migrations.AddConstraint(
            model_name='financingoffer',
            constraint=models.CheckConstraint(condition=models.Q(('concluded_on__isnull', True), ('draw_by__isnull', True), ('concluded_on__lte', models.F('draw_by')), _connector='OR'), name='financing_offer_drawn_after_it_was_concluded'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='financingoffer',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_financingoffer_values', values={'amount': ('integer', 0, 100000000000000000), 'chosen_on': ('day', '1800-01-01', '2199-12-31'), 'concluded_amount': ('integer', 0, 100000000000000000), 'concluded_on': ('day', '1800-01-01', '2199-12-31'), 'draw_by': ('day', '1800-01-01', '2199-12-31'), 'offered_on': ('day', '1800-01-01', '2199-12-31'), 'rate': ('integer', 0, 1000000), 'retracted_on': ('day', '1800-01-01', '2199-12-31'), 'term_months': ('integer', 0, 2147483647), 'turned_down_on': ('day', '1800-01-01', '2199-12-31'), 'valid_until': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        migrations.AddField(
            model_name='financingconsent',
            name='bank',
            field=models.ForeignKey(db_column='bank_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.organisation', to_field='code', verbose_name='bank'),
        ),
        migrations.AddField(
            model_name='financingconsent',
            name='batch',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch'),
        ),
        migrations.AddField(
            model_name='financingconsent',
            name='document',
            field=models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='financingconsent',
            name='need',
            field=models.ForeignKey(db_column='need_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.financingneed', to_field='code', verbose_name='financing need'),
        ),
        migrations.AddField(
            model_name='financingdecline',
            name='bank',
            field=models.ForeignKey(db_column='bank_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.organisation', to_field='code', verbose_name='bank'),
        ),
        migrations.AddField(
            model_name='financingdecline',
            name='batch',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch'),
        ),
        migrations.AddField(
            model_name='financingdecline',
            name='need',
            field=models.ForeignKey(db_column='need_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.financingneed', to_field='code', verbose_name='financing need'),
        ),
        migrations.AddField(
            model_name='financingdrawing',
            name='batch',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch'),
        ),
        migrations.AddField(
            model_name='financingdrawing',
            name='document',
            field=models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='financingdrawing',
            name='offer',
            field=models.ForeignKey(db_column='offer_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.financingoffer', to_field='code', verbose_name='offer of a bank'),
        ),
        migrations.AddConstraint(
            model_name='bankproduct',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='bank_product_valid_dates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='bankproduct',
            constraint=models.CheckConstraint(condition=models.Q(('amount_least__isnull', True), ('amount_most__isnull', True), ('amount_least__lte', models.F('amount_most')), _connector='OR'), name='bank_product_amounts_in_order'),
        ),
        migrations.AddConstraint(
            model_name='bankproduct',
            constraint=models.CheckConstraint(condition=models.Q(('rate_least__isnull', True), ('rate_most__isnull', True), ('rate_least__lte', models.F('rate_most')), _connector='OR'), name='bank_product_rates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='bankproduct',
            constraint=models.CheckConstraint(condition=models.Q(('amount_least__isnull', True), ('amount_least__gte', 0), _connector='OR'), name='bank_product_least_amount_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='bankproduct',
            constraint=models.CheckConstraint(condition=models.Q(('amount_most__isnull', True), ('amount_most__gte', 0), _connector='OR'), name='bank_product_most_amount_not_negative'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='bankproduct',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_bankproduct_values', values={'amount_least': ('integer', 0, 100000000000000000), 'amount_most': ('integer', 0, 100000000000000000), 'rate_least': ('integer', 0, 1000000), 'rate_most': ('integer', 0, 1000000), 'term_most': ('integer', 0, 2147483647), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        migrations.AddIndex(
            model_name='financingconsent',
            index=models.Index(fields=['bank', 'valid_from'], name='consent_of_bank'),
        ),
        migrations.AddConstraint(
            model_name='financingconsent',
            constraint=models.UniqueConstraint(fields=('need', 'bank', 'number'), name='financing_consent_key'),
        ),
        migrations.AddConstraint(
            model_name='financingconsent',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='financing_consent_valid_dates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='financingconsent',
            constraint=models.CheckConstraint(condition=models.Q(('revoked_on__isnull', True), ('valid_from__isnull', True), ('revoked_on__gte', models.F('valid_from')), _connector='OR'), name='financing_consent_withdrawn_after_it_was_given'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='financingconsent',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_financingconsent_values', values={'number': ('integer', 0, 2147483647), 'revoked_on': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        migrations.AddConstraint(
            model_name='financingdecline',
            constraint=models.UniqueConstraint(fields=('need', 'bank', 'declined_on'), name='financing_decline_key'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='financingdecline',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_financingdecline_values', values={'declined_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        migrations.AddConstraint(
            model_name='financingdrawing',
            constraint=models.UniqueConstraint(fields=('offer', 'number'), name='financing_drawing_key'),
        ),
        migrations.AddConstraint(
            model_name='financingdrawing',
            constraint=models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gte', 0), _connector='OR'), name='financing_drawing_amount_not_negative'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='financingdrawing',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_financingdrawing_values', values={'amount': ('integer', 0, 100000000000000000), 'drawn_on': ('day', '1800-01-01', '2199-12-31'), 'number': ('integer', 0, 2147483647), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
    ]
