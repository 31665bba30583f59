import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Who may sign for the head, from when to when, by which paper; who asks is told what they were given."""

    dependencies = [("personnel", "0004_archives")]
    operations = [
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("unit", models.IntegerField()),
                ("delegator", models.IntegerField()),
                ("delegate", models.IntegerField()),
                ("form", models.TextField()),
                ("covers", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("is_away", models.BooleanField()),
                ("paper_title", models.TextField()),
                ("paper_sign", models.TextField()),
                ("paper_on", models.DateField(null=True)),
                ("given_by", models.IntegerField()),
                ("given_at", models.DateTimeField()),
                ("withdrawn_by", models.IntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(default="")),
            ],
            options={
                "db_table": "delegation",
                "indexes": [
                    models.Index(fields=["delegate"], name="delegation_delegate"),
                    models.Index(fields=["unit"], name="delegation_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(form__in=["kt", "tuq", "tl"]), name="delegation_form"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(delegator=models.F("delegate")), name="delegation_to_another"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(form="tuq") | ~models.Q(paper_sign="") & models.Q(during__upper_inf=False),
                        name="delegation_authorised_in_writing",
                    ),
                ],
            },
        ),
        run_sql(__file__, "delegation.sql"),
        run_sql(__file__, "ask.sql"),
    ]
