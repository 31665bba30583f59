import django.contrib.postgres.search
from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What stands in stored files, as it is found and shown."""

    initial = True
    dependencies = [("work", "0013_reasons")]
    operations = [
        migrations.CreateModel(
            name="Content",
            fields=[
                ("digest", models.TextField(primary_key=True, serialize=False)),
                ("pages", models.IntegerField(null=True)),
                ("tokens", django.contrib.postgres.search.SearchVectorField()),
                ("fault", models.TextField(db_default="")),
                ("read_at", models.DateTimeField()),
            ],
            options={"db_table": "content"},
        ),
        run_sql(__file__, "contents.sql"),
    ]
