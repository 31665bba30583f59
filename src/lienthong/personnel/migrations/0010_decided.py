import django.contrib.postgres.fields.ranges
from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Rules that change by decision: entered by one person, approved by another; the calendar and electronic ids."""

    dependencies = [("personnel", "0009_least")]
    operations = [
        migrations.CreateModel(
            name="DecidedRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("rule", models.TextField()),
                ("unit", models.IntegerField(null=True)),
                ("value", models.TextField()),
                ("name", models.TextField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("basis", models.TextField()),
                ("basis_on", models.DateField(null=True)),
                ("entered_by", models.IntegerField()),
                ("entered_person", models.IntegerField()),
                ("entered_at", models.DateTimeField()),
                ("approved_by", models.IntegerField(null=True)),
                ("approved_person", models.IntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.IntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(db_default="", default="")),
            ],
            options={
                "db_table": "decided_row",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(rule__in=["day", "hours", "agency_id"]), name="decided_row_rule"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(rule="day") | models.Q(unit__isnull=False), name="decided_row_of_a_unit"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(rule="day")
                        | models.Q(during__upper_inf=False, value__in=["off", "work"]),
                        name="decided_row_days_end",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(approved_person=models.F("entered_person")),
                        name="decided_row_two_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecidedHead",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("version", models.UUIDField(null=True)),
                ("shipped_since", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "decided_head",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(id=1), name="decided_head_is_one")
                ],
            },
        ),
        run_sql(__file__, "decided.sql"),
    ]
