from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """A round says how it was conducted, and one that is not valid judges nobody."""

    dependencies = [("rehearsal", "0003_standing")]
    operations = [
        migrations.AddField("round", "validity", models.TextField(null=True)),
        migrations.AddField("round", "conduct", models.JSONField(null=True)),
        migrations.AddConstraint(
            "round",
            models.CheckConstraint(
                name="trial_round_validity",
                condition=models.Q(validity__isnull=True)
                | models.Q(validity__in=["valid", "stopped", "driver_late", "overloaded"]),
            ),
        ),
        run_sql(__file__, "judging.sql"),
    ]
