from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [
        ("work", "0005_by_key"), ("documents", "0013_old_number"), ("following", "0001_tables"),
        ("receiving", "0001_tables"),
    ]
    operations = [
        migrations.CreateModel(
            name="ArrivedLetter",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("item", models.UUIDField(db_index=True)),
                ("document", models.UUIDField()),
                ("letter", models.TextField(db_index=True)),
                ("sender", models.TextField()),
                ("receiver", models.TextField()),
                ("purpose", models.SmallIntegerField()),
                ("answers", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "arrived_letter",
                "indexes": [
                    models.Index(
                        name="arrived_letter_answers", fields=["answers"], condition=models.Q(answers__isnull=False)
                    ),
                ],
            },
        ),
        run_sql(__file__, "arriving.sql"),
    ]
