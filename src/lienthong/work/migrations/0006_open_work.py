from django.db import migrations, models
from django.db.models import F, Q

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Figures and search that do not grow with the open work of a unit."""

    dependencies = [("work", "0005_by_key")]
    operations = [
        migrations.AddIndex(
            "workitem", models.Index(F("received_at").desc(), F("id"), name="work_item_received")
        ),
        migrations.AddIndex(
            "workitem",
            models.Index(
                F("jurisdiction"),
                F("due_at").asc(nulls_last=True),
                F("id"),
                name="work_item_open",
                condition=Q(closed_at=None),
                include=["kind", "paused_at"],
            ),
        ),
        run_sql(__file__, "open_work.sql"),
    ]
