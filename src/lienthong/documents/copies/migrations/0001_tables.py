from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Copies of letters."""

    initial = True
    dependencies = [("documents", "0012_dispatch"), ("enclosures", "0001_tables"), ("layout", "0001_prints")]
    operations = [
        migrations.CreateModel(
            name="LetterCopy",
            fields=[
                ("document", models.UUIDField(primary_key=True, serialize=False)),
                ("copied", models.UUIDField(db_index=True)),
                ("item", models.UUIDField()),
                ("seat", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("part", models.TextField(db_default="")),
                ("form", models.TextField()),
                ("facts", models.JSONField()),
            ],
            options={
                "db_table": "letter_copy",
                "indexes": [models.Index(fields=["seat", "at"], name="letter_copy_listed")],
            },
        ),
        run_sql(__file__, "copies.sql"),
    ]
