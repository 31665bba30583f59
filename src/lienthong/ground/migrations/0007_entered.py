from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """A book counts its entries; `registers` counts those that stand in it already."""

    dependencies = [("ground", "0006_digest_in_place")]
    operations = [
        migrations.AddField("book", "entered", models.IntegerField(db_default=0)),
        run_sql(__file__, "entered.sql"),
    ]
