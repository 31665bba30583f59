"""Other installations' worlds: their files, and what two people signed to take them in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

OFFERED_STATES = ("received", "reading", "waiting", "blocked", "refused")
JOINING_STATES = ("waiting", "joined", "withdrawn")

_AT_THE_TIME = "never changes: who did it, at the time"


class JoinedWorld(models.Model):
    """Another installation's world, checked and waiting for two signatures, or part of this one since.

    While it waits its rows stand in the schema `joining`, which only the owner reads; there is one at a time.
    """

    id = models.AutoField(primary_key=True)
    origin = models.SmallIntegerField()  # the code of its province
    origins = ArrayField(models.SmallIntegerField())  # and of those it had joined before
    name = models.TextField()
    file_sha256 = models.TextField()
    exported_at = models.DateTimeField()  # its own clock
    state = models.TextField(default="waiting")
    report = models.JSONField()
    digest = models.TextField()  # of the report: what the signers sign
    changes_digest = (
        models.TextField()
    )  # of what would be resolved by rule, asked again when it is carried out
    checked_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    outcome = models.JSONField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "joined_world"
        constraints = (
            models.CheckConstraint(name="joined_world_state", condition=Q(state__in=JOINING_STATES)),
            models.UniqueConstraint(
                name="joined_world_one_waits", fields=["state"], condition=Q(state="waiting")
            ),
            models.UniqueConstraint(name="joined_world_once", fields=["origin"], condition=Q(state="joined")),
        )


class OfferedFile(models.Model):
    """A file somebody put on the page, until the owner's reader has said what became of it: it waits for signatures,
    something in it blocks (`report`), or it cannot be read (`refusal`). The file itself is gone then."""

    id = models.AutoField(primary_key=True)
    name = models.TextField()  # as the sender's computer calls it
    size = models.BigIntegerField()  # bytes
    sha256 = models.TextField()
    mandate = models.IntegerField()
    at = models.DateTimeField()
    state = models.TextField(default="received")
    tries = models.SmallIntegerField(default=0, db_default=0)
    told = models.TextField()  # how far the reader is
    refusal = models.JSONField(null=True)  # {code, sentence}
    report = models.JSONField(null=True)
    joining = models.IntegerField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": _AT_THE_TIME}

    class Meta:
        db_table = "offered_file"
        constraints = (
            models.CheckConstraint(name="offered_file_state", condition=Q(state__in=OFFERED_STATES)),
            models.UniqueConstraint(
                name="offered_file_once", fields=["sha256"], condition=Q(state__in=["received", "reading"])
            ),
        )


class JoiningSignature(models.Model):
    """Who signed exactly this report. Two different people carry the import out."""

    pk = models.CompositePrimaryKey("joining", "mandate")
    joining = models.IntegerField()
    mandate = models.IntegerField()
    person = models.IntegerField()
    digest = models.TextField()
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": _AT_THE_TIME, "person": _AT_THE_TIME}

    class Meta:
        db_table = "joining_signature"
