from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql

KINDS = ["session", "token", "reader", "guest", "link", "half"]


class Migration(Before):
    """A code of the telephone beside the password."""

    dependencies = [("personnel", "0007_access_ends")]
    operations = [
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("account", models.IntegerField(primary_key=True, serialize=False)),
                ("secret", models.TextField(null=True)),
                ("pending", models.TextField(null=True)),
                ("last_step", models.BigIntegerField()),
            ],
            options={"db_table": "second_factor"},
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "account", "digest", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("account", models.IntegerField()),
                ("digest", models.BinaryField()),
            ],
            options={"db_table": "recovery_code"},
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint("access", "access_kind"),
                migrations.AddConstraint(
                    "access",
                    models.CheckConstraint(name="access_kind", condition=models.Q(kind__in=KINDS)),
                ),
            ],
        ),
        run_sql(__file__, "factor.sql"),
    ]
