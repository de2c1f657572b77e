from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefing', '0002_adopted_wordings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='issueddocument',
            name='issued_by',
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name='adoptedwording',
            name='approved_by',
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name='adoptedwording',
            name='adopted_by',
            field=models.CharField(max_length=200),
        ),
    ]
