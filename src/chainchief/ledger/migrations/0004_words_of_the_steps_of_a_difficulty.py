from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_assets_of_firms'),
    ]

    operations = [
        migrations.AlterField(
            model_name='difficultyaction',
            name='number',
            field=models.PositiveIntegerField(verbose_name='number of the step'),
        ),
        migrations.AlterField(
            model_name='difficultyaction',
            name='step',
            field=models.CharField(choices=[('accepted', 'taken in'), ('assigned', 'assigned'), ('extended', 'extended'), ('answered', 'answered'), ('confirmed', 'confirmed by the firm'), ('sent-back', 'sent back by the firm'), ('escalated', 'escalated'), ('followed-up', 'followed up')], max_length=12, verbose_name='step'),
        ),
    ]
