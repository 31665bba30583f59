from typing import ClassVar

from django.db import models


class Incident(models.Model):
    """Something that does not work, at the unit whose seat is the item's jurisdiction."""

    item = models.UUIDField(primary_key=True)
    severity = models.TextField()
    activity = models.TextField(default="")  # the step at which it happened, in the reporter's words
    text = models.TextField()
    resolution = models.TextField(default="")
    resolver_unit = models.IntegerField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {
        "resolver_unit": "never changes: the unit that mended it, at the time"
    }

    class Meta:
        db_table = "incident"
        constraints = (
            models.CheckConstraint(
                name="incident_severity",
                condition=models.Q(severity__in=["low", "medium", "high", "critical"]),
            ),
        )
