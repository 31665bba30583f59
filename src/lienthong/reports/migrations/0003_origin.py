from django.db import migrations, models

from lienthong.ground.migration import After, run_sql


class Migration(After):

    dependencies = [
        ('reports', '0002_laws'),
    ]

    operations = [
        migrations.AddField(
            model_name='report', name='origin', field=models.SmallIntegerField(db_default=0),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=['code', 'origin'], name='report_code_once'),
        ),
        migrations.AlterField(
            model_name='report', name='code', field=models.TextField(),
        ),
        run_sql(__file__, "open_report.sql"),
    ]
