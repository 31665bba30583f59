from django.db import models
from django.db.models import F, Q

from lienthong.ground.migration import AddIndexBeside, Before, run_sql


class Migration(Before):
    """What waits where it came in, whoever decides on it, is found where it stands in order."""

    atomic = False
    dependencies = [("work", "0015_old_search")]
    operations = [
        AddIndexBeside(
            "workitem",
            models.Index(
                F("received_seat"),
                F("kind"),
                F("state"),
                F("due_at").asc(nulls_last=True),
                F("id"),
                name="work_item_at_receiver",
                condition=Q(closed_at=None)
                & (Q(kind="dossier", state="signed") | Q(kind="incident", state="open")),
                include=["jurisdiction", "step", "section", "assignee"],
            ),
        ),
        run_sql(__file__, "at_receiver.sql"),
    ]
