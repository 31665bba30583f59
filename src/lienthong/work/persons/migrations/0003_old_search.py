from django.db import migrations

from lienthong.ground.migration import After


class Migration(After):
    """A citizen's words are sought as all others are: `work/sql/sought.sql`."""

    dependencies = [("persons", "0002_rights"), ("work", "0009_sought_index")]
    operations = [
        migrations.RunSQL(
            "drop function if exists search_citizens(text, int[], text[], int)", migrations.RunSQL.noop
        )
    ]
