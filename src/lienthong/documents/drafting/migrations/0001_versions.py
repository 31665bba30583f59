import django.contrib.postgres.fields
from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Texts of drafts that later ones took the place of."""

    initial = True
    dependencies = [("documents", "0010_old_register"), ("work", "0013_reasons")]
    operations = [
        migrations.CreateModel(
            name="DraftVersion",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("item", models.UUIDField()),
                ("version", models.IntegerField()),
                ("side", models.TextField()),
                ("type", models.TextField()),
                ("subject", models.TextField()),
                ("to_line", models.TextField()),
                ("body", models.TextField()),
                ("urgency", models.SmallIntegerField()),
                ("seats", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ("copies", django.contrib.postgres.fields.ArrayField(base_field=models.BooleanField(), size=None)),
                ("mandate", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "draft_version",
                "constraints": [
                    models.UniqueConstraint(fields=["item", "version"], name="draft_version_once")
                ],
            },
        ),
        run_sql(__file__, "versions.sql"),
    ]
