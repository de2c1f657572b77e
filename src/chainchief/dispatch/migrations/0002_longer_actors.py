from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dispatch', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='closing',
            name='actor',
            field=models.CharField(max_length=200, verbose_name='by'),
        ),
    ]
