import django.db.models.deletion
from django.db import migrations, models

from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0007_registers")]
    operations = [
        migrations.CreateModel(
            name="PlannedMandate",
            fields=[
                ("pk", models.CompositePrimaryKey("plan_id", "mandate", blank=True, editable=False, primary_key=True, serialize=False)),
                ("mandate", models.IntegerField()),
                ("begins", models.BooleanField()),
                ("until", models.DateField(null=True)),
                ("plan", models.ForeignKey(db_column="plan", db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reorganisation.plan")),
            ],
            options={"db_table": "planned_mandate"},
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("pk", models.CompositePrimaryKey("plan_id", "mandate", "unit", blank=True, editable=False, primary_key=True, serialize=False)),
                ("mandate", models.IntegerField()),
                ("unit", models.IntegerField()),
                ("successor", models.IntegerField()),
                ("named_by", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("plan", models.ForeignKey(db_column="plan", db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reorganisation.plan")),
            ],
            options={"db_table": "succession"},
        ),
        run_owner_sql("reorganisation/people", "people.sql"),
    ]
