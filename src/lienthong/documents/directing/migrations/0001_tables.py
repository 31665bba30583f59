from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("work", "0005_by_key")]
    operations = [
        migrations.CreateModel(
            name="Direction",
            fields=[
                ("item", models.UUIDField(primary_key=True, serialize=False)),
                ("delivery", models.UUIDField(db_index=True)),
                ("role", models.TextField()),
                ("words", models.TextField()),
                ("report", models.TextField(db_default="")),
            ],
            options={"db_table": "direction"},
        ),
        run_sql(__file__, "directing.sql"),
    ]
