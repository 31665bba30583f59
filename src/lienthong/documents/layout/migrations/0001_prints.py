from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("documents", "0010_old_register")]
    operations = [
        migrations.CreateModel(
            name="LetterPrint",
            fields=[
                ("document", models.UUIDField(primary_key=True, serialize=False)),
                ("digest", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "letter_print",
                "indexes": [
                    models.Index(
                        condition=models.Q(("digest", "")),
                        fields=["made_at", "document"],
                        name="letter_print_due",
                    )
                ],
            },
        ),
        run_sql(__file__, "prints.sql"),
    ]
