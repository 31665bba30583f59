from django.db import migrations

from lienthong.ground.migration import After


class Migration(After):
    """The search that looked among the newest alone."""

    dependencies = [("work", "0014_listed")]
    operations = [
        migrations.RunSQL(
            "drop function if exists"
            " search_items(tsquery, tsquery, tsquery, text[], text[], text[], text[], int[], int),"
            " seek_items(tsquery, text[], boolean, boolean, int[], int[], text[], int),"
            " sought_by_index(tsquery, int[], int[], text[], int)",
            migrations.RunSQL.noop,
        )
    ]
