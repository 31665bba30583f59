from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Why something was undone or withdrawn, and which papers are sealed."""

    dependencies = [("work", "0012_who_writes")]
    operations = [
        migrations.CreateModel(
            name="ActReason",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "item", "act", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("act", models.UUIDField()),
                ("text", models.TextField()),
                ("item", models.UUIDField()),
            ],
            options={"db_table": "act_reason"},
        ),
        migrations.CreateModel(
            name="PaperWithdrawal",
            fields=[
                ("attachment", models.UUIDField(primary_key=True, serialize=False)),
                ("act", models.UUIDField()),
                ("mandate", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("item", models.UUIDField()),
            ],
            options={"db_table": "paper_withdrawal"},
        ),
        run_sql(__file__, "reasons.sql"),
    ]
