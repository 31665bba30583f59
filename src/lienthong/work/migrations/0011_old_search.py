from django.db import migrations

from lienthong.ground.migration import After


class Migration(After):
    """What the search was before: PostgreSQL's words, and the parties in an index of their own."""

    dependencies = [("work", "0010_waiting")]
    operations = [
        migrations.RunSQL(
            "drop index if exists work_item_words, work_item_parties;"
            " drop function if exists search_visible(text, text, int), are_common(text)",
            migrations.RunSQL.noop,
        )
    ]
