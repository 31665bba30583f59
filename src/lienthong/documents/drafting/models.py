from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class DraftVersion(models.Model):
    """A text of a draft that a later one took the place of, with its addressees, and who wrote it."""

    id = models.UUIDField(primary_key=True)
    item = models.UUIDField()
    version = models.IntegerField()
    side = models.TextField()
    type = models.TextField()
    subject = models.TextField()
    to_line = models.TextField()
    body = models.TextField()
    urgency = models.SmallIntegerField()
    seats = ArrayField(models.IntegerField())
    copies = ArrayField(models.BooleanField())  # of each seat: whether it gets a copy
    mandate = models.IntegerField(null=True)
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "seats": "never change: to whom it was addressed then",
        "mandate": "never changes: who wrote it",
    }

    class Meta:
        db_table = "draft_version"
        constraints = (models.UniqueConstraint(name="draft_version_once", fields=["item", "version"]),)
