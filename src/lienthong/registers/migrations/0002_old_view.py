from django.db import migrations

from lienthong.ground.kept import mend
from lienthong.ground.migration import After, run_owner_sql


class Migration(After):
    """What old code entered while it still ran is counted."""

    dependencies = [("registers", "0001_entries")]
    operations = [
        migrations.RunSQL("drop view register_entry", migrations.RunSQL.noop),
        run_owner_sql("registers", "entered_at.sql"),
        *mend("registers"),
    ]
