import django.db.models.deletion
from django.db import migrations, models

from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0008_people"), ("units", "0007_archives")]
    operations = [
        migrations.AddField("transition", "archive", models.TextField(default="", db_default="")),
        migrations.CreateModel(
            name="PlannedArchive",
            fields=[
                ("pk", models.CompositePrimaryKey("plan_id", "jurisdiction", blank=True, editable=False, primary_key=True, serialize=False)),
                ("jurisdiction", models.IntegerField()),
                ("unit", models.IntegerField()),
                ("plan", models.ForeignKey(db_column="plan", db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reorganisation.plan")),
            ],
            options={"db_table": "planned_archive"},
        ),
        run_owner_sql("reorganisation/plans", "archives.sql"),
    ]
