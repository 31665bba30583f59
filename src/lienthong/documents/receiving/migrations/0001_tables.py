from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("work", "0005_by_key"), ("documents", "0011_numbers")]
    operations = [
        migrations.CreateModel(
            name="OutsideLetter",
            fields=[
                ("item", models.UUIDField(primary_key=True, serialize=False)),
                ("sender", models.TextField()),
                ("dated", models.DateField(null=True)),
                ("pages", models.IntegerField(null=True)),
                ("way", models.TextField()),
                ("arrived_at", models.DateTimeField()),
            ],
            options={"db_table": "outside_letter"},
        ),
        migrations.CreateModel(
            name="RegisterClosing",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("unit", models.IntegerField()),
                ("register", models.TextField()),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("entries", models.IntegerField()),
                ("mandate", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("reopened_at", models.DateTimeField(null=True)),
                ("reopened_by", models.IntegerField(null=True)),
                ("reopen_reason", models.TextField(db_default="")),
            ],
            options={
                "db_table": "register_closing",
                "indexes": [
                    models.Index(name="register_closing_of", fields=["unit", "register", "until"]),
                ],
            },
        ),
        run_sql(__file__, "receiving.sql"),
    ]
