import chainchief.ledger.values
import chainchief.ledger.values.operation
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0009_nation_and_townships'),
    ]

    operations = [
        migrations.CreateModel(
            name='DifficultyOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                ('code', models.CharField(max_length=160, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='reason of withdrawal')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120, verbose_name='origin')),
                ('extra', models.JSONField(default=dict, editable=False, verbose_name='further fields')),
                ('requested_on', models.DateField(verbose_name='requested on')),
                ('due_on', models.DateField(verbose_name='report due on')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed for on')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='reported on')),
                ('opinion', models.CharField(blank=True, max_length=400, verbose_name='opinion of the office')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='difficulty',
            name='ledger_difficulty_values',
        ),
        migrations.AddField(
            model_name='difficulty',
            name='accepted_on',
            field=models.DateField(blank=True, null=True, verbose_name='accepted on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='assigned_on',
            field=models.DateField(blank=True, null=True, verbose_name='assigned on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='begun_on',
            field=models.DateField(blank=True, null=True, verbose_name='work began on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='closed on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='declined_on',
            field=models.DateField(blank=True, null=True, verbose_name='declined on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='detail',
            field=models.CharField(blank=True, max_length=1000, verbose_name='what the firm says'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='extension_until',
            field=models.DateField(blank=True, null=True, verbose_name='extension requested until'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='objected_on',
            field=models.DateField(blank=True, null=True, verbose_name='objected on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='paused_on',
            field=models.DateField(blank=True, null=True, verbose_name='clock stopped on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='process',
            field=models.CharField(blank=True, max_length=20, verbose_name='time limits'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='reanswered_on',
            field=models.DateField(blank=True, null=True, verbose_name='answered again on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='related_to',
            field=models.ForeignKey(blank=True, db_column='related_to_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.difficulty', to_field='code', verbose_name='related to'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='signed_on',
            field=models.DateField(blank=True, null=True, verbose_name='signed for on'),
        ),
        migrations.AddField(
            model_name='difficulty',
            name='turn_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='next step due on'),
        ),
        migrations.AddField(
            model_name='difficultyaction',
            name='document',
            field=models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='difficultyaction',
            name='informant',
            field=models.CharField(blank=True, max_length=80, verbose_name='informant'),
        ),
        migrations.AlterField(
            model_name='difficultyaction',
            name='step',
            field=models.CharField(choices=[('registered', 'difficulty registered'), ('accepted', 'taken in'), ('declined', 'declined with a reason'), ('assigned', 'assigned'), ('objected', 'office objected'), ('upheld', 'objection upheld'), ('overruled', 'objection overruled'), ('signed', 'signed for'), ('noted', 'entry of the process'), ('paused', 'clock stopped'), ('resumed', 'clock runs again'), ('extension-requested', 'extension requested'), ('extended', 'extended'), ('not-extended', 'extension refused'), ('answered', 'answered'), ('confirmed', 'confirmed by the firm'), ('explained', 'explanation accepted by the firm'), ('sent-back', 'sent back by the firm'), ('escalated', 'escalated'), ('followed-up', 'followed up'), ('closed', 'case closed')], max_length=20, verbose_name='step'),
        ),
        migrations.AddIndex(
            model_name='difficulty',
            index=models.Index(fields=['turn_due_on'], name='difficulty_turn_due'),
        ),
        migrations.AddIndex(
            model_name='difficulty',
            index=models.Index(fields=['host', 'closed_on'], name='difficulty_of_host'),
        ),
        migrations.AddConstraint(
            model_name='difficulty',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('received_on__isnull', True), ('closed_on__gte', models.F('received_on')), _connector='OR'), name='difficulty_closed_after_it_was_received'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='difficulty',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_difficulty_values', values={'accepted_on': ('day', '1800-01-01', '2199-12-31'), 'answered_on': ('day', '1800-01-01', '2199-12-31'), 'assigned_on': ('day', '1800-01-01', '2199-12-31'), 'begun_on': ('day', '1800-01-01', '2199-12-31'), 'closed_on': ('day', '1800-01-01', '2199-12-31'), 'confirmed_on': ('day', '1800-01-01', '2199-12-31'), 'declined_on': ('day', '1800-01-01', '2199-12-31'), 'due_on': ('day', '1800-01-01', '2199-12-31'), 'extension_until': ('day', '1800-01-01', '2199-12-31'), 'followed_up_on': ('day', '1800-01-01', '2199-12-31'), 'objected_on': ('day', '1800-01-01', '2199-12-31'), 'paused_on': ('day', '1800-01-01', '2199-12-31'), 'reanswered_on': ('day', '1800-01-01', '2199-12-31'), 'received_on': ('day', '1800-01-01', '2199-12-31'), 'satisfaction': ('integer', 0, 2147483647), 'sent_back_on': ('day', '1800-01-01', '2199-12-31'), 'signed_on': ('day', '1800-01-01', '2199-12-31'), 'turn_due_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        migrations.AddField(
            model_name='difficultyoffice',
            name='batch',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.importbatch'),
        ),
        migrations.AddField(
            model_name='difficultyoffice',
            name='difficulty',
            field=models.ForeignKey(db_column='difficulty_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.difficulty', to_field='code', verbose_name='difficulty'),
        ),
        migrations.AddField(
            model_name='difficultyoffice',
            name='document',
            field=models.ForeignKey(blank=True, db_column='document_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', to_field='code', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='difficultyoffice',
            name='office',
            field=models.ForeignKey(db_column='office_code', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.organisation', to_field='code', verbose_name='office'),
        ),
        migrations.AddConstraint(
            model_name='difficultyoffice',
            constraint=models.UniqueConstraint(fields=('difficulty', 'office'), name='difficulty_office_key'),
        ),
        migrations.AddConstraint(
            model_name='difficultyoffice',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('requested_on__isnull', True), ('due_on__gte', models.F('requested_on')), _connector='OR'), name='difficulty_office_due_after_request'),
        ),
        migrations.AddConstraint(
            model_name='difficultyoffice',
            constraint=models.CheckConstraint(condition=models.Q(('reported_on__isnull', True), ('requested_on__isnull', True), ('reported_on__gte', models.F('requested_on')), _connector='OR'), name='difficulty_office_reported_after_request'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='difficultyoffice',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_difficultyoffice_values', values={'due_on': ('day', '1800-01-01', '2199-12-31'), 'reported_on': ('day', '1800-01-01', '2199-12-31'), 'requested_on': ('day', '1800-01-01', '2199-12-31'), 'signed_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
    ]
