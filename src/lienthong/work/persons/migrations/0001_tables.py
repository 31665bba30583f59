from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("work", "0007_one_inbox_index"), ("personnel", "0006_ask_once")]
    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("item", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("door", models.TextField()),
                ("mandate", models.IntegerField(null=True)),
                ("unit", models.IntegerField(null=True)),
                ("seat", models.IntegerField(null=True)),
            ],
            options={
                "db_table": "reading",
                "indexes": [
                    models.Index(fields=["item", "at"], name="reading_item"),
                    models.Index(fields=["seat", "at"], name="reading_seat"),
                ],
            },
        ),
        run_sql(__file__, "persons.sql"),
    ]
