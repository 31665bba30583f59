import django.contrib.postgres.fields.ranges
from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0006_held_since")]
    operations = [
        migrations.CreateModel(
            name="ArchiveHolding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("jurisdiction", models.IntegerField(db_index=True)),
                ("unit", models.IntegerField(db_index=True)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={"db_table": "archive_holding"},
        ),
        run_sql(__file__, "archives.sql"),
    ]
