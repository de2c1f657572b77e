import chainchief.ledger.values
import chainchief.ledger.values.operation
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0017_policies_and_officers'),
    ]

    operations = [
        migrations.CreateModel(
            name='LeadAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('number', models.PositiveIntegerField(verbose_name='number of the step')),
                ('step', models.CharField(choices=[('received', 'lead was received'), ('noted', 'entry of the follow-up'), ('talks', 'talks began'), ('signed', 'agreement was signed'), ('registered', 'firm was registered'), ('started', 'construction started'), ('dropped', 'lead was dropped'), ('revived', 'lead was taken up again'), ('offered', 'offered to another unit'), ('taken-over', 'taken over'), ('not-taken-over', 'offer was refused'), ('offer-ended', 'offer was taken back'), ('extension-requested', 'longer protection requested'), ('extended', 'protection extended'), ('not-extended', 'longer protection refused')], max_length=20, verbose_name='step')),
                ('acted_on', models.DateField(verbose_name='acted on')),
                ('new_due_on', models.DateField(blank=True, null=True, verbose_name='new due date')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='note')),
                ('informant', models.CharField(blank=True, max_length=80, verbose_name='informant')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='lead',
            name='ledger_lead_values',
        ),
        migrations.AddField(
            model_name='lead',
            name='extension_until',
            field=models.DateField(blank=True, null=True, verbose_name='extension requested until'),
        ),
        migrations.AddField(
            model_name='lead',
            name='first_division',
            field=models.ForeignKey(blank=True, db_column='first_division_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.division', to_field='code', verbose_name='unit of first talk'),
        ),
        migrations.AddField(
            model_name='lead',
            name='handover_refused_on',
            field=models.DateField(blank=True, null=True, verbose_name='offer refused on'),
        ),
        migrations.AddField(
            model_name='lead',
            name='handover_to',
            field=models.ForeignKey(blank=True, db_column='handover_to_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.division', to_field='code', verbose_name='offered to the unit'),
        ),
        migrations.AddField(
            model_name='lead',
            name='investor_name',
            field=models.CharField(blank=True, help_text='of an investor that the ledger does not have as an organisation', max_length=200, verbose_name='name of the investor'),
        ),
        migrations.AddField(
            model_name='lead',
            name='next_step',
            field=models.CharField(blank=True, max_length=400, verbose_name='next step'),
        ),
        migrations.AddField(
            model_name='lead',
            name='owner',
            field=models.CharField(blank=True, max_length=80, verbose_name='owner of the next step'),
        ),
        migrations.AddField(
            model_name='lead',
            name='process',
            field=models.CharField(blank=True, max_length=20, verbose_name='time limits'),
        ),
        migrations.AddField(
            model_name='lead',
            name='protected_until',
            field=models.DateField(blank=True, null=True, verbose_name='protected until'),
        ),
        migrations.AddField(
            model_name='lead',
            name='registered_on',
            field=models.DateField(blank=True, null=True, verbose_name='firm registered on'),
        ),
        migrations.AddField(
            model_name='lead',
            name='started_on',
            field=models.DateField(blank=True, null=True, verbose_name='construction started on'),
        ),
        migrations.AddField(
            model_name='lead',
            name='talks_on',
            field=models.DateField(blank=True, null=True, verbose_name='talks began on'),
        ),
        migrations.AddField(
            model_name='lead',
            name='turn_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='next step due on'),
        ),
        migrations.AlterField(
            model_name='lead',
            name='closed_on',
            field=models.DateField(blank=True, help_text='the day of the signing, or of the end', null=True, verbose_name='closed on'),
        ),
        migrations.AlterField(
            model_name='lead',
            name='division',
            field=models.ForeignKey(db_column='division_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.division', to_field='code', verbose_name='unit in charge'),
        ),
        migrations.AlterField(
            model_name='lead',
            name='state',
            field=models.CharField(choices=[('valid', 'valid information'), ('talks', 'in talks'), ('signed', 'signed'), ('registered', 'registered'), ('started', 'started'), ('dropped', 'dropped')], max_length=10, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(fields=['turn_due_on'], name='lead_turn_due'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(('talks_on__isnull', True), ('received_on__isnull', True), ('talks_on__gte', models.F('received_on')), _connector='OR'), name='lead_talks_after_it_was_received'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(('registered_on__isnull', True), ('closed_on__isnull', True), ('registered_on__gte', models.F('closed_on')), _connector='OR'), name='lead_registered_after_it_was_signed'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(('started_on__isnull', True), ('registered_on__isnull', True), ('started_on__gte', models.F('registered_on')), _connector='OR'), name='lead_started_after_it_was_registered'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='lead',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_lead_values', values={'amount': ('integer', 0, 100000000000000000), 'closed_on': ('day', '1800-01-01', '2199-12-31'), 'extension_until': ('day', '1800-01-01', '2199-12-31'), 'handover_refused_on': ('day', '1800-01-01', '2199-12-31'), 'protected_until': ('day', '1800-01-01', '2199-12-31'), 'received_on': ('day', '1800-01-01', '2199-12-31'), 'registered_on': ('day', '1800-01-01', '2199-12-31'), 'started_on': ('day', '1800-01-01', '2199-12-31'), 'talks_on': ('day', '1800-01-01', '2199-12-31'), 'turn_due_on': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        migrations.AddField(
            model_name='leadaction',
            name='batch',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch'),
        ),
        migrations.AddField(
            model_name='leadaction',
            name='division',
            field=models.ForeignKey(blank=True, db_column='division_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.division', to_field='code', verbose_name='unit of the step'),
        ),
        migrations.AddField(
            model_name='leadaction',
            name='document',
            field=models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='leadaction',
            name='lead',
            field=models.ForeignKey(db_column='lead_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.lead', to_field='code', verbose_name='lead'),
        ),
        migrations.AddConstraint(
            model_name='leadaction',
            constraint=models.UniqueConstraint(fields=('lead', 'number'), name='lead_action_key'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='leadaction',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_leadaction_values', values={'acted_on': ('day', '1800-01-01', '2199-12-31'), 'new_due_on': ('day', '1800-01-01', '2199-12-31'), 'number': ('integer', 0, 2147483647), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
    ]
