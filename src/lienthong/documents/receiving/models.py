"""What the registers keep besides the letters themselves."""

from typing import ClassVar

from django.db import models


class OutsideLetter(models.Model):
    """Where a letter came from that was not written in this system: on paper, by e-mail, from another one. One-to-one
    with its delivery; type, subject, urgency and its own sign stand in `document`, as of any letter.
    """

    item = models.UUIDField(primary_key=True)
    sender = models.TextField()
    dated = models.DateField(null=True)
    pages = models.IntegerField(null=True)
    way = models.TextField()
    arrived_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "outside_letter"


class RegisterClosing(models.Model):
    """A period of a register that a clerk has closed: nothing is entered into it any more."""

    id = models.UUIDField(primary_key=True)
    unit = models.IntegerField()
    register = models.TextField()
    since = models.DateField()
    until = models.DateField()
    entries = models.IntegerField()
    mandate = models.IntegerField()
    at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.IntegerField(null=True)
    reopen_reason = models.TextField(db_default="")
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "never changes: whose register it is",
        "mandate": "never changes: who closed it",
        "reopened_by": "never changes: who opened it again",
    }

    class Meta:
        db_table = "register_closing"
        indexes = (models.Index(name="register_closing_of", fields=["unit", "register", "until"]),)
