from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("documents", "0012_dispatch")]
    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("document", models.UUIDField(primary_key=True, serialize=False)),
                ("way", models.TextField()),
                ("revised", models.UUIDField(db_index=True)),
            ],
            options={"db_table": "revision"},
        ),
        run_sql(__file__, "following.sql"),
    ]
