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


class RightUsed(models.Model):
    """What a person asked for about their data in an item, and got: told, corrected, restricted, released. Appended; a
    restriction says when it ended.
    """

    id = models.UUIDField(primary_key=True)
    item = models.UUIDField()
    act = models.TextField()
    reason = models.TextField()
    before = models.JSONField()  # of a correction: field → what stood there
    at = models.DateTimeField()
    mandate = models.IntegerField(null=True)
    unit = models.IntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {
        "mandate": "never changes: under which mandate it was done",
        "unit": "never changes: the unit at the time",
    }

    class Meta:
        db_table = "right_used"
        constraints = (
            models.CheckConstraint(
                name="right_used_act",
                condition=models.Q(act__in=["told", "corrected", "restricted", "released"]),
            ),
            models.UniqueConstraint(
                name="right_used_restricts_once",
                fields=["item"],
                condition=models.Q(act="restricted", ended_at=None),
            ),
        )
        indexes = (models.Index(name="right_used_item", fields=["item", "id"]),)
