from typing import ClassVar

from django.db import models


class Reading(models.Model):
    """A citizen was shown to an officer: whose item, when (the world's time), by which door. No name stands here."""

    id = models.BigAutoField(primary_key=True)
    item = models.UUIDField()
    at = models.DateTimeField()
    door = models.TextField()
    mandate = models.IntegerField(null=True)
    unit = models.IntegerField(null=True)
    seat = models.IntegerField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {
        "mandate": "never changes: under which mandate it was read",
        "unit": "never changes: the unit at the time",
        "seat": "never changes: the unit's seat at the time; who holds it today audits",
    }

    class Meta:
        db_table = "reading"
        indexes = (
            models.Index(name="reading_item", fields=["item", "at"]),
            models.Index(name="reading_seat", fields=["seat", "at"]),
        )
