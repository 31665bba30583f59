from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """A round goes one way; verdicts know the door; twins of a nonce and the checks of a round have rows of their own."""

    dependencies = [
        ("rehearsal", "0004_conduct"),
        ("ground", "0011_door"),
        ("personnel", "0011_door"),
    ]
    operations = [
        migrations.AddField("attempt", "door", models.TextField(null=True)),
        migrations.AddField("attempt", "access", models.BigIntegerField(null=True)),
        migrations.CreateModel(
            name="NonceTwin",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("round", models.IntegerField()),
                ("case", models.BigIntegerField()),
                ("item", models.UUIDField()),
                ("kind", models.TextField()),
                ("opened_by", models.IntegerField(null=True)),
                ("opened_unit", models.IntegerField(null=True)),
                ("door", models.TextField(null=True)),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "db_table": "nonce_twin",
                "constraints": [models.UniqueConstraint(fields=["round", "item"], name="nonce_twin_once")],
            },
        ),
        migrations.CreateModel(
            name="RoundCheck",
            fields=[
                ("pk", models.CompositePrimaryKey("round", "position", blank=True, editable=False, primary_key=True,
                                                  serialize=False)),
                ("round", models.IntegerField()),
                ("position", models.SmallIntegerField()),
                ("label", models.TextField()),
                ("holds", models.BooleanField()),
                ("said", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "round_check"},
        ),
        run_sql(__file__, "machine.sql"),
        run_sql(__file__, "one_way.sql"),
    ]  # fmt: skip
