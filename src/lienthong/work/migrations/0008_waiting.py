from django.db import migrations, models
from django.db.models import F, Q

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What waits for one person is found where it stands in order, however much lies around it."""

    dependencies = [("work", "0007_one_inbox_index")]
    operations = [
        migrations.AddIndex(
            "workitem",
            models.Index(
                F("jurisdiction"),
                F("kind"),
                F("state"),
                F("due_at").asc(nulls_last=True),
                F("id"),
                name="work_item_waiting",
                condition=Q(closed_at=None),
                include=["step", "section", "assignee"],
            ),
        ),
        run_sql(__file__, "waiting.sql"),
    ]
