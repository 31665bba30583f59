import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0010_divisions")]
    operations = [
        migrations.CreateModel(
            name="RuleRun",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("undivided", models.IntegerField()),
                ("mandate", models.IntegerField()),
                ("rules", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ("total", models.IntegerField()),
                ("asked", models.IntegerField(db_default=0, default=0)),
                ("decided", models.JSONField(db_default={}, default=dict)),
                ("conflict", models.IntegerField(db_default=0, default=0)),
                ("unknown", models.IntegerField(db_default=0, default=0)),
                ("after", models.UUIDField(null=True)),
                ("started_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("why", models.TextField(db_default="", default="")),
                ("plan", models.ForeignKey(db_column="plan", db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reorganisation.plan")),
            ],
            options={
                "db_table": "rule_run",
                "indexes": [models.Index(fields=["plan", "undivided", "id"], name="rule_run_of")],
                "constraints": [models.UniqueConstraint(condition=models.Q(("ended_at", None)), fields=("plan", "undivided"), name="rule_run_one_at_a_time")],
            },
        ),
        run_owner_sql("reorganisation/divisions", "rule_runs.sql"),
    ]
