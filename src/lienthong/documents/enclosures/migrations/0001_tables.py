import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What goes with a letter, and what it is found by."""

    initial = True
    dependencies = [("documents", "0009_entries"), ("contents", "0001_tables"), ("ground", "0001_tables")]
    operations = [
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("document", models.UUIDField()),
                ("ordinal", models.SmallIntegerField()),
                ("digest", models.TextField(db_index=True)),
                ("name", models.TextField()),
                ("mandate", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "enclosure",
                "constraints": [
                    models.UniqueConstraint(fields=("document", "digest"), name="enclosure_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterText",
            fields=[
                ("pk", models.CompositePrimaryKey("place", "digest", blank=True, editable=False,
                                                  primary_key=True, serialize=False)),
                ("place", models.UUIDField()),
                ("digest", models.TextField()),
                ("parties", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ("tokens", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "db_table": "letter_text",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["parties", "tokens"], name="letter_text_sought"
                    )
                ],
            },
        ),
        run_sql(__file__, "enclosures.sql"),
    ]
