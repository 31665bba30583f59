from django.db import migrations, models

from lienthong.ground.migration import After


class Migration(After):

    dependencies = [
        ('documents', '0002_laws'),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery', name='origin', field=models.SmallIntegerField(db_default=0),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=['register_unit', 'register_year', 'register_number', 'origin'], name='delivery_register_once'),
        ),
        migrations.RemoveConstraint(
            model_name='delivery', name='delivery_register',
        ),
    ]
