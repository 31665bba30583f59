from typing import ClassVar

from django.db import models


class Meeting(models.Model):
    item = models.UUIDField(primary_key=True)
    starts_at = models.DateTimeField()
    convenor = models.IntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "convenor": "never changes: the body that convened, at the time"
    }

    class Meta:
        db_table = "meeting"


class BridgePoint(models.Model):
    item = models.UUIDField(primary_key=True)
    meeting = models.UUIDField(db_index=True)
    joined_at = models.DateTimeField(null=True)  # the last time
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    left_reason = models.TextField(default="")
    joins = models.SmallIntegerField(default=0)
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "bridge_point"


class BridgeCode(models.Model):
    """The code of a point, drawn when it joins. The application reaches it only through functions."""

    item = models.UUIDField(primary_key=True)
    code = models.TextField()
    drawn = models.SmallIntegerField(default=1)
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "bridge_code"


class WrongCode(models.Model):
    """Wrong answers to one drawing of a code. Counted outside the act, which is undone when it is refused."""

    pk = models.CompositePrimaryKey("item", "drawn")
    item = models.UUIDField()
    drawn = models.SmallIntegerField()
    wrong = models.SmallIntegerField(default=1)
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "wrong_code"
