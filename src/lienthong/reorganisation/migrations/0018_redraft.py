from django.db import migrations

from lienthong.ground.migration import After


class Migration(After):
    """`redraft_from` names the text it takes the place of; this one overwrote whatever stood there."""

    dependencies = [("reorganisation", "0017_since")]
    operations = [
        migrations.RunSQL(
            "drop function if exists redraft_plan(int, text, date, text, date, text)", migrations.RunSQL.noop
        )
    ]
