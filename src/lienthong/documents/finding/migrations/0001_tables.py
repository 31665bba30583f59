from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Searches people keep."""

    initial = True
    dependencies = [("documents", "0009_entries")]
    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("mandate", models.IntegerField()),
                ("name", models.TextField()),
                ("query", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "saved_search",
                "constraints": [models.UniqueConstraint(fields=("mandate", "name"), name="saved_search_once")],
            },
        ),
        run_sql(__file__, "saved.sql"),
    ]
