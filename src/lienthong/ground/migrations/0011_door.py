from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """A line says by which door it came and with which access; those from before say neither."""

    dependencies = [("ground", "0010_answers")]
    operations = [
        migrations.AddField("journalline", "door", models.TextField(null=True)),
        migrations.AddField("journalline", "access", models.BigIntegerField(null=True)),
        run_sql(__file__, "door.sql"),
    ]
