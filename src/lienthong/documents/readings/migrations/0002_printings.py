from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Who has printed a letter."""

    dependencies = [("letter_readings", "0001_tables")]
    operations = [
        migrations.CreateModel(
            name="LetterPrinting",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("item", models.UUIDField(db_index=True)),
                ("mandate", models.IntegerField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "letter_printing"},
        ),
        run_sql(__file__, "printings.sql"),
    ]
