from django.db import models
from django.db.models import F, Q

from lienthong.ground.migration import AddIndexBeside, Before, run_sql


class Migration(Before):
    """What waits for one person is found where it stands in order, however much lies around it."""

    atomic = False
    dependencies = [("work", "0009_sought_index")]
    operations = [
        AddIndexBeside(
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
