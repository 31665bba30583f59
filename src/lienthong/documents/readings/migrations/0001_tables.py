from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Who has read a letter."""

    initial = True
    dependencies = [("documents", "0009_entries")]
    operations = [
        migrations.CreateModel(
            name="LetterReading",
            fields=[
                ("pk", models.CompositePrimaryKey("item", "mandate", "day", blank=True, editable=False,
                                                  primary_key=True, serialize=False)),
                ("item", models.UUIDField()),
                ("mandate", models.IntegerField()),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "letter_reading",
                "indexes": [
                    models.Index(
                        models.F("mandate"),
                        models.OrderBy(models.F("at"), descending=True),
                        name="letter_reading_mine",
                    ),
                    models.Index(fields=["day"], name="letter_reading_day"),
                ],
            },
        ),
        run_sql(__file__, "readings.sql"),
    ]
