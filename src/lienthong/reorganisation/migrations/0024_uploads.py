import django.db.models.deletion
from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """Files that a page takes and the worker reads."""

    dependencies = [("reorganisation", "0023_lateness")]
    operations = [
        migrations.CreateModel(
            name="PlanUpload",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("purpose", models.TextField()),
                ("name", models.TextField()),
                ("content", models.BinaryField()),
                ("mandate", models.IntegerField()),
                ("key", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField(null=True)),
                ("tries", models.SmallIntegerField(db_default=0, default=0)),
                ("told", models.IntegerField(db_default=0, default=0)),
                ("is_checked", models.BooleanField(db_default=False, default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                ("answer", models.JSONField(null=True)),
                ("refusal", models.JSONField(null=True)),
                ("plan", models.ForeignKey(db_column="plan", db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reorganisation.plan")),
            ],
            options={
                "db_table": "plan_upload",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("purpose__in", ("plan", "replace", "staff"))), name="plan_upload_purpose"),
                    models.UniqueConstraint(fields=("mandate", "key"), name="plan_upload_once"),
                ],
            },
        ),
    ]
