from typing import ClassVar

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """Somebody is to know what was done. For a unit's people who may do a thing, one row serves them all."""

    id = models.BigAutoField(primary_key=True)
    line = models.BigIntegerField()  # of the journal
    verb = models.TextField()
    at = models.DateTimeField()  # the world's time of the act
    item = models.UUIDField(null=True)
    audience = models.TextField()  # 'person' | 'ability' | 'citizen'
    unit = models.IntegerField(null=True)
    seat = models.IntegerField(null=True)
    mandate = models.IntegerField(null=True)  # the person told
    ability = models.TextField(default="")  # or whoever of the unit has it
    section = models.TextField(default="")  # and serves there; '': anywhere in the unit
    by_mandate = models.IntegerField(null=True)  # who did it, and need not be told
    settled = models.BooleanField(default=False)  # the step it asks for was done, by whoever
    told_at = models.DateTimeField()  # real time
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "never changes: whose people were told, at the time",
        "seat": "never changes: the seat of that unit; its holder keeps what was told",
        "mandate": "never changes: who was told; nobody reads it once the mandate ended",
        "by_mandate": "never changes: who did it",
    }

    class Meta:
        db_table = "notice"
        constraints = (
            models.CheckConstraint(
                name="notice_audience", condition=Q(audience__in=["person", "ability", "citizen"])
            ),
        )
        indexes = (
            models.Index(name="notice_unit", fields=["unit", "id"]),
            models.Index(name="notice_item", fields=["item"]),
            models.Index(name="notice_told", fields=["told_at"]),
        )


class ReadTo(models.Model):
    """All notices up to this one are read by this person."""

    mandate = models.IntegerField(primary_key=True)
    notice = models.BigIntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": "ends with the mandate"}

    class Meta:
        db_table = "notice_read_to"


class ReadNotice(models.Model):
    """One notice read on its own."""

    pk = models.CompositePrimaryKey("mandate", "notice")
    mandate = models.IntegerField()
    notice = models.BigIntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": "ends with the mandate"}

    class Meta:
        db_table = "notice_read"


class MailAddress(models.Model):
    """Where a person wants to be told besides the page."""

    person = models.IntegerField(primary_key=True)
    address = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {"person": "stays"}

    class Meta:
        db_table = "mail_address"


class Mail(models.Model):
    """A message to one address, written down before it is sent."""

    id = models.UUIDField(primary_key=True)
    notice = models.BigIntegerField()
    address = models.TextField()
    state = models.TextField(default="waiting")  # 'waiting' | 'sent' | 'failed'
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()  # real time; while it is being sent, when somebody else may try
    answer = models.TextField(default="")
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "mail"
        constraints = (
            models.CheckConstraint(name="mail_state", condition=Q(state__in=["waiting", "sent", "failed"])),
        )
        indexes = (models.Index(name="mail_due", fields=["next_at"], condition=Q(state="waiting")),)
