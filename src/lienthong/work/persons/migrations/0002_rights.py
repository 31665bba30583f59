from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("persons", "0001_tables"), ("work", "0007_one_inbox_index")]
    operations = [
        migrations.CreateModel(
            name="RightUsed",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("item", models.UUIDField()),
                ("act", models.TextField()),
                ("reason", models.TextField()),
                ("before", models.JSONField()),
                ("at", models.DateTimeField()),
                ("mandate", models.IntegerField(null=True)),
                ("unit", models.IntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "right_used",
                "indexes": [models.Index(fields=["item", "id"], name="right_used_item")],
                "constraints": [
                    models.CheckConstraint(
                        name="right_used_act",
                        condition=models.Q(act__in=["told", "corrected", "restricted", "released"]),
                    ),
                    models.UniqueConstraint(
                        name="right_used_restricts_once",
                        fields=["item"],
                        condition=models.Q(act="restricted", ended_at=None),
                    ),
                ],
            },
        ),
        run_sql(__file__, "rights.sql"),
    ]
