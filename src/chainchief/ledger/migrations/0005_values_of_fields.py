import chainchief.ledger.fields
import chainchief.ledger.values
import chainchief.ledger.values.operation
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0004_words_of_the_steps_of_a_difficulty'),
    ]

    operations = [
        migrations.AlterField(
            model_name='annualplan',
            name='year',
            field=chainchief.ledger.fields.YearField(verbose_name='year'),
        ),
        migrations.AlterField(
            model_name='projectplan',
            name='year',
            field=chainchief.ledger.fields.YearField(verbose_name='year'),
        ),
        migrations.AlterField(
            model_name='ranking',
            name='edition',
            field=chainchief.ledger.fields.YearField(help_text='the year of the list', verbose_name='edition'),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='agreement',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_agreement_values', values={'amount': ('integer', 0, 100000000000000000), 'occurred_on': ('day', '1800-01-01', '2199-12-31'), 'recognised_on': ('day', '1800-01-01', '2199-12-31'), 'reported_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='agreementmember',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_agreementmember_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='annualplan',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_annualplan_values', values={'quantity': ('integer', -100000000000000000, 100000000000000000), 'unit': ('listed', '分', '元', '万元', '亿元', '个', '万个', '家', '万家', '次', '万次', '件', '万件', '条', '万条', '名', '万名', '项', '万项', '张', '万张', '户', '万户', '人', '万人', '所', '万所', '场', '万场', '台', '万台', '套', '万套', '笔', '万笔', '处', '万处', '批', '万批', '平方米', '亩', '公顷', '平方公里', '千瓦时', '万千瓦时', '亿千瓦时', '%', '百分点', '位', '年'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31'), 'year': ('integer', 1900, 2100)}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='award',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_award_values', values={'awarded_on': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='chain',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_chain_values', values={'landmark_from': ('day', '1800-01-01', '2199-12-31'), 'landmark_to': ('day', '1800-01-01', '2199-12-31'), 'position': ('integer', 0, 2147483647), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='chainmilestone',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_chainmilestone_values', values={'position': ('integer', 0, 2147483647), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='chainsegment',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_chainsegment_values', values={'position': ('integer', 0, 2147483647), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='clouduse',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_clouduse_values', values={'month': ('month', '1900-01', '2100-12'), 'quantity': ('integer', -100000000000000000, 100000000000000000), 'unit': ('listed', '分', '元', '万元', '亿元', '个', '万个', '家', '万家', '次', '万次', '件', '万件', '条', '万条', '名', '万名', '项', '万项', '张', '万张', '户', '万户', '人', '万人', '所', '万所', '场', '万场', '台', '万台', '套', '万套', '笔', '万笔', '处', '万处', '批', '万批', '平方米', '亩', '公顷', '平方公里', '千瓦时', '万千瓦时', '亿千瓦时', '%', '百分点', '位', '年'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='cluster',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_cluster_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='clusterrating',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_clusterrating_values', values={'rated_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='countybody',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_countybody_values', values={'staff': ('integer', 0, 2147483647), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='coveragesurvey',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_coveragesurvey_values', values={'month': ('month', '1900-01', '2100-12'), 'places': ('integer', 0, 2147483647), 'reached': ('integer', 0, 2147483647), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='difficulty',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_difficulty_values', values={'answered_on': ('day', '1800-01-01', '2199-12-31'), 'confirmed_on': ('day', '1800-01-01', '2199-12-31'), 'due_on': ('day', '1800-01-01', '2199-12-31'), 'followed_up_on': ('day', '1800-01-01', '2199-12-31'), 'received_on': ('day', '1800-01-01', '2199-12-31'), 'satisfaction': ('integer', 0, 2147483647), 'sent_back_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='difficultyaction',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_difficultyaction_values', values={'acted_on': ('day', '1800-01-01', '2199-12-31'), 'new_due_on': ('day', '1800-01-01', '2199-12-31'), 'number': ('integer', 0, 2147483647), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='division',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_division_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='document',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_document_values', values={'size': ('integer', 0, 100000000000000000), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='duty',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_duty_values', values={'term_to': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='enterprise',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_enterprise_values', values={'above_scale_from': ('day', '1800-01-01', '2199-12-31'), 'above_scale_to': ('day', '1800-01-01', '2199-12-31'), 'assets': ('integer', 0, 100000000000000000), 'employees': ('integer', 0, 2147483647), 'revenue': ('integer', 0, 100000000000000000), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='enterpriselist',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_enterpriselist_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='enterpriselisting',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_enterpriselisting_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='enterpriseproduct',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_enterpriseproduct_values', values={'market_share': ('integer', 0, 1000000), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='enterpriserole',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_enterpriserole_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='enterprisesegment',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_enterprisesegment_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='financingneed',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_financingneed_values', values={'amount': ('integer', 0, 100000000000000000), 'closed_on': ('day', '1800-01-01', '2199-12-31'), 'consent_on': ('day', '1800-01-01', '2199-12-31'), 'raised_on': ('day', '1800-01-01', '2199-12-31'), 'term_months': ('integer', 0, 2147483647), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='financingoffer',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_financingoffer_values', values={'amount': ('integer', 0, 100000000000000000), 'concluded_amount': ('integer', 0, 100000000000000000), 'concluded_on': ('day', '1800-01-01', '2199-12-31'), 'offered_on': ('day', '1800-01-01', '2199-12-31'), 'rate': ('integer', 0, 1000000), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='furnishednumber',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_furnishednumber_values', values={'confirmed_on': ('day', '1800-01-01', '2199-12-31'), 'month': ('month', '1900-01', '2100-12'), 'quantity': ('integer', -100000000000000000, 100000000000000000), 'unit': ('listed', '分', '元', '万元', '亿元', '个', '万个', '家', '万家', '次', '万次', '件', '万件', '条', '万条', '名', '万名', '项', '万项', '张', '万张', '户', '万户', '人', '万人', '所', '万所', '场', '万场', '台', '万台', '套', '万套', '笔', '万笔', '处', '万处', '批', '万批', '平方米', '亩', '公顷', '平方公里', '千瓦时', '万千瓦时', '亿千瓦时', '%', '百分点', '位', '年'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='infrastructurecount',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_infrastructurecount_values', values={'month': ('month', '1900-01', '2100-12'), 'quantity': ('integer', -100000000000000000, 100000000000000000), 'unit': ('listed', '分', '元', '万元', '亿元', '个', '万个', '家', '万家', '次', '万次', '件', '万件', '条', '万条', '名', '万名', '项', '万项', '张', '万张', '户', '万户', '人', '万人', '所', '万所', '场', '万场', '台', '万台', '套', '万套', '笔', '万笔', '处', '万处', '批', '万批', '平方米', '亩', '公顷', '平方公里', '千瓦时', '万千瓦时', '亿千瓦时', '%', '百分点', '位', '年'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='landgrant',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_landgrant_values', values={'area': ('integer', 0, 100000000000000000), 'occurred_on': ('day', '1800-01-01', '2199-12-31'), 'recognised_on': ('day', '1800-01-01', '2199-12-31'), 'reported_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='lead',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_lead_values', values={'amount': ('integer', 0, 100000000000000000), 'closed_on': ('day', '1800-01-01', '2199-12-31'), 'received_on': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='occasion',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_occasion_values', values={'ended_on': ('day', '1800-01-01', '2199-12-31'), 'held_on': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='officialstatistic',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_officialstatistic_values', values={'quantity': ('integer', -100000000000000000, 100000000000000000), 'released_on': ('day', '1800-01-01', '2199-12-31'), 'span_from': ('month', '1900-01', '2100-12'), 'span_to': ('month', '1900-01', '2100-12'), 'unit': ('listed', '分', '元', '万元', '亿元', '个', '万个', '家', '万家', '次', '万次', '件', '万件', '条', '万条', '名', '万名', '项', '万项', '张', '万张', '户', '万户', '人', '万人', '所', '万所', '场', '万场', '台', '万台', '套', '万套', '笔', '万笔', '处', '万处', '批', '万批', '平方米', '亩', '公顷', '平方公里', '千瓦时', '万千瓦时', '亿千瓦时', '%', '百分点', '位', '年'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='organisation',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_organisation_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='park',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_park_values', values={'area': ('integer', 0, 100000000000000000), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='parkextension',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_parkextension_values', values={'area': ('integer', 0, 100000000000000000), 'occurred_on': ('day', '1800-01-01', '2199-12-31'), 'recognised_on': ('day', '1800-01-01', '2199-12-31'), 'reported_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='person',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_person_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='platform',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_platform_values', values={'opened_on': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='policy',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_policy_values', values={'fairness_reviewed_on': ('day', '1800-01-01', '2199-12-31'), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='presentation',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_presentation_values', values={'presented_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='project',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_project_values', values={'total_investment': ('integer', 0, 100000000000000000), 'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='projectlist',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_projectlist_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='projectlisting',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_projectlisting_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='projectmilestone',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_projectmilestone_values', values={'occurred_on': ('day', '1800-01-01', '2199-12-31'), 'recognised_on': ('day', '1800-01-01', '2199-12-31'), 'reported_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='projectplan',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_projectplan_values', values={'complete_by': ('day', '1800-01-01', '2199-12-31'), 'funds': ('integer', 0, 100000000000000000), 'investment': ('integer', 0, 100000000000000000), 'start_by': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31'), 'year': ('integer', 1900, 2100)}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='projectreport',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_projectreport_values', values={'funds_recognised': ('integer', 0, 100000000000000000), 'funds_reported': ('integer', 0, 100000000000000000), 'funds_verified': ('integer', 0, 100000000000000000), 'invested': ('integer', 0, 100000000000000000), 'month': ('month', '1900-01', '2100-12'), 'reported_on': ('day', '1800-01-01', '2199-12-31'), 'revision': ('integer', 0, 2147483647), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='projectshare',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_projectshare_values', values={'share': ('integer', 0, 1000000), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='projectstage',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_projectstage_values', values={'occurred_on': ('day', '1800-01-01', '2199-12-31'), 'recognised_on': ('day', '1800-01-01', '2199-12-31'), 'reported_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='ranking',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_ranking_values', values={'edition': ('integer', 1900, 2100), 'rank': ('integer', 0, 2147483647), 'released_on': ('day', '1800-01-01', '2199-12-31'), 'set_size': ('integer', 0, 2147483647), 'span_to': ('month', '1900-01', '2100-12'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='reward',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_reward_values', values={'amount': ('integer', 0, 100000000000000000), 'paid_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='segmentclass',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_segmentclass_values', values={'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='segmentlink',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_segmentlink_values', values={'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='serviceofficer',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_serviceofficer_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='serviceprogramme',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_serviceprogramme_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='title',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_title_values', values={'valid_from': ('day', '1800-01-01', '2199-12-31'), 'valid_to': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31'), 'years_valid': ('integer', 0, 2147483647)}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='visit',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_visit_values', values={'ended_on': ('day', '1800-01-01', '2199-12-31'), 'next_done': ('day', '1800-01-01', '2199-12-31'), 'next_due': ('day', '1800-01-01', '2199-12-31'), 'occurred_on': ('day', '1800-01-01', '2199-12-31'), 'recognised_on': ('day', '1800-01-01', '2199-12-31'), 'reported_on': ('day', '1800-01-01', '2199-12-31'), 'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='visitedenterprise',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_visitedenterprise_values', values={'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='visitedorganisation',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_visitedorganisation_values', values={'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
        chainchief.ledger.values.operation.ConstrainValues(
            model_name='visitpurpose',
            constraint=chainchief.ledger.values.FieldValues(name='ledger_visitpurpose_values', values={'withdrawn_on': ('day', '1800-01-01', '2199-12-31')}),
        ),
    ]
