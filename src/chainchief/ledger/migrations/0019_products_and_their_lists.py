import chainchief.ledger.fields
import chainchief.ledger.values
import chainchief.ledger.values.operation
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0018_leads_are_followed'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='award',
            name='award_key',
        ),
        migrations.RemoveConstraint(
            model_name='award',
            name='award_has_exactly_one_holder',
        ),
        migrations.RemoveConstraint(
            model_name='enterpriseproduct',
            name='ledger_enterpriseproduct_values',
        ),
        migrations.RemoveConstraint(
            model_name='title',
            name='ledger_title_values',
        ),
        migrations.AddField(
            model_name='award',
            name='product',
            field=models.ForeignKey(blank=True, db_column='product_code', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.enterpriseproduct', to_field='code', verbose_name='product of a firm'),
        ),
        migrations.AddField(
            model_name='enterpriseproduct',
            name='market',
            field=models.CharField(blank=True, choices=[('world', 'world market'), ('nation', 'national market'), ('province', 'market of the province')], max_length=10, verbose_name='market'),
        ),
        migrations.AddField(
            model_name='enterpriseproduct',
            name='rank',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='rank by market share'),
        ),
        migrations.AddField(
            model_name='enterpriseproduct',
            name='sales',
            field=chainchief.ledger.fields.MoneyField(blank=True, null=True, verbose_name='sales of the product'),
        ),
        migrations.AddField(
            model_name='enterpriseproduct',
            name='valid_from',
            field=models.DateField(blank=True, null=True, verbose_name='made since'),
        ),
        migrations.AddField(
            model_name='enterpriseproduct',
            name='valid_to',
            field=models.DateField(blank=True, null=True, verbose_name='made until'),
        ),
        migrations.AddField(
            model_name='enterpriseproduct',
            name='year',
            field=chainchief.ledger.fields.YearField(blank=True, null=True, verbose_name='year of share, rank and sales'),
        ),
        migrations.AddField(
            model_name='title',
            name='kept_from',
            field=models.DateField(blank=True, help_text='from this day on none in the ledger is none in the city', null=True, verbose_name='all holders entered since'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.UniqueConstraint(fields=('title', 'batch_name', 'enterprise', 'project', 'product', 'park', 'cluster', 'county'), name='award_key', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cluster__isnull', True), ('county__isnull', True), ('enterprise__isnull', False), ('park__isnull', True), ('product__isnull', True), ('project__isnull', True)), models.Q(('cluster__isnull', True), ('county__isnull', True), ('enterprise__isnull', True), ('park__isnull', True), ('product__isnull', True), ('project__isnull', False)), models.Q(('cluster__isnull', True), ('county__isnull', True), ('enterprise__isnull', True), ('park__isnull', True), ('product__isnull', False), ('project__isnull', True)), models.Q(('cluster__isnull', True), ('county__isnull', True), ('enterprise__isnull', True), ('park__isnull', False), ('product__isnull', True), ('project__isnull', True)), models.Q(('cluster__isnull', False), ('county__isnull', True), ('enterprise__isnull', True), ('park__isnull', True), ('product__isnull', True), ('project__isnull', True)), models.Q(('cluster__isnull', True), ('county__isnull', False), ('enterprise__isnull', True), ('park__isnull', True), ('product__isnull', True), ('project__isnull', True)), _connector='OR'), name='award_has_exactly_one_holder'),
        ),
        migrations.AddConstraint(
            model_name='enterpriseproduct',
            constraint=models.CheckConstraint(condition=models.Q(('rank__isnull', True), ('rank__gte', 1), _connector='OR'), name='enterprise_product_rank_counts_from_one'),
        ),
        migrations.AddConstraint(
            model_name='enterpriseproduct',
            constraint=models.CheckConstraint(condition=models.Q(('sales__isnull', True), ('sales__gte', 0), _connector='OR'), name='enterprise_product_sales_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='enterpriseproduct',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='enterprise_product_days_in_order'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='enterpriseproduct',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_enterpriseproduct_values', values={'market_share': ('integer', 0, 1000000), 'rank': ('integer', 0, 2147483647), 'sales': ('integer', 0, 100000000000000000), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31'), 'year': ('integer', 1900, 2100)}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='title',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_title_values', values={'kept_from': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31'), 'years_valid': ('integer', 0, 2147483647)}),
        ),
    ]
