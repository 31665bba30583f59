from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql

KINDS = ["session", "token", "reader", "guest", "link"]


class Migration(Before):
    """Access ends: with its account, when it is idle, and by those who give it."""

    dependencies = [("personnel", "0006_ask_once")]
    operations = [
        migrations.AddField("access", "idle", models.DurationField(null=True)),
        migrations.AddField("access", "ends_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "access",
            models.Index(
                name="access_account", fields=["account"], condition=models.Q(account__isnull=False)
            ),
        ),
        migrations.AddField(
            "person", "is_stopped", models.BooleanField(default=False, db_default=False)
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
        run_sql(__file__, "ask.sql"),
        run_sql(__file__, "accounts.sql"),
    ]
