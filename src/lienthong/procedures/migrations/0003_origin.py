from django.db import migrations, models

from lienthong.ground.migration import After, run_sql


class Migration(After):

    dependencies = [
        ('procedures', '0002_laws'),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier', name='origin', field=models.SmallIntegerField(db_default=0),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.UniqueConstraint(fields=['lookup_code', 'origin'], name='dossier_lookup_code_once'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.UniqueConstraint(fields=['code', 'origin'], name='dossier_code_once'),
        ),
        migrations.RemoveConstraint(
            model_name='dossier', name='dossier_lookup_code',
        ),
        migrations.RemoveConstraint(
            model_name='dossier', name='dossier_code',
        ),
        run_sql(__file__, "open_dossier.sql"),
    ]
