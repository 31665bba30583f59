from django.db import migrations

from lienthong.ground.migration import After


class Migration(After):
    """`undecided_until` says it of an item; this said it of a whole jurisdiction."""

    dependencies = [("units", "0012_undecided_until")]
    operations = [
        migrations.RunSQL(
            "drop function is_undecided(int); drop function awaits_division(int)", migrations.RunSQL.noop
        )
    ]
