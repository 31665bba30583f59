import django.db.models.deletion
from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The first day of a holding as a key of its own instead of an exclusion constraint (decision 0005)."""

    dependencies = [("units", "0010_roomy_indexes")]
    operations = [
        # Where its pages have room, a holding that ends costs no index entries.
        migrations.RunSQL("alter table holding set (fillfactor = 60)", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="holding",
            name="begins_on",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("during", function="lower"),
                output_field=models.DateField(),
            ),
        ),
        migrations.RunSQL("alter table holding drop constraint holding_one_at_a_time", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction", "begins_on"), name="holding_one_at_a_time"
            ),
        ),
        migrations.AlterField(
            model_name="holding",
            name="jurisdiction",
            field=models.ForeignKey(
                db_column="jurisdiction",
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="units.jurisdiction",
            ),
        ),
        run_sql(__file__, "one_beginning.sql"),
    ]
