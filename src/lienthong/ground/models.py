"""Tables of the ground. Written by SQL in one round trip; Django's models are their declaration."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class World(models.Model):
    """One row: which world this database is, and how far its clock is from the real one."""

    id = models.SmallIntegerField(primary_key=True)
    name = models.TextField()
    kind = models.TextField()  # 'live' | 'trial'
    origin = models.SmallIntegerField(db_default=79)  # the province whose installation this is
    clock_offset = models.DurationField()
    opened_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "world"
        constraints = (
            models.CheckConstraint(name="world_is_one", condition=models.Q(id=1)),
            models.CheckConstraint(name="world_kind", condition=models.Q(kind__in=["live", "trial"])),
        )


class JournalLine(models.Model):
    """One thing done, by whom, under which mandate, for which unit at the time. Appended, never edited."""

    id = models.BigAutoField(primary_key=True)
    act = models.UUIDField()
    at = models.DateTimeField()
    verb = models.TextField()
    item = models.UUIDField(null=True)
    jurisdiction = models.IntegerField(null=True)
    unit = models.IntegerField(null=True)
    mandate = models.IntegerField(null=True)
    facts = models.JSONField()
    seq = models.IntegerField()
    digest = models.BinaryField()
    origin = models.SmallIntegerField(db_default=0)  # the province whose installation wrote it; 0: this one
    door = models.TextField(
        null=True
    )  # 'page' | 'api' | 'public' | 'program'; null: from before this was kept
    access = models.BigIntegerField(
        null=True
    )  # of the session, token or pass: `actor.access_id` of its secret
    # `xid xid8 default pg_current_xact_id()` and the day column are added in SQL: Django has no such types.
    on_reorganisation: ClassVar[dict[str, str]] = {
        "jurisdiction": "never changes: what it was when the act was done",
        "unit": "never changes: the unit at the time",
        "mandate": "never changes: the mandate at the time",
    }

    class Meta:
        db_table = "journal"
        indexes = (
            models.Index(name="journal_item", fields=["item", "seq"]),
            BrinIndex(name="journal_at", fields=["at"]),
            models.Index(name="journal_unit", fields=["unit", "id"], condition=models.Q(item=None)),
        )


class JournalDay(models.Model):
    """The head of the chain of a unit's lines without item on one day. Unit 0: lines of the system."""

    unit = models.IntegerField()
    day = models.DateField()
    seq = models.IntegerField()
    digest = models.BinaryField()
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": "never changes: the unit at the time"}

    class Meta:
        db_table = "journal_day"
        constraints = (models.UniqueConstraint(name="journal_day_key", fields=["unit", "day"]),)


class JoinedDay(models.Model):
    """The head of such a chain that came with another installation's world; nothing is added to it any more."""

    pk = models.CompositePrimaryKey("origin", "unit", "day")
    origin = models.SmallIntegerField()
    unit = models.IntegerField()
    day = models.DateField()
    seq = models.IntegerField()
    digest = models.BinaryField()
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": "never changes: the unit at the time"}

    class Meta:
        db_table = "joined_day"


class KeptAnswer(models.Model):
    """What was answered under an idempotency key, so that the same request is answered the same again."""

    pk = models.CompositePrimaryKey("actor", "key", "act")
    actor = models.TextField()
    key = models.TextField()
    act = models.TextField()
    asked = models.TextField()
    answer = models.JSONField()
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "answer"


class Book(models.Model):
    """The last number given in a unit's book of a year, and its entries. A row lock makes the numbers gapless."""

    pk = models.CompositePrimaryKey("unit", "code", "year")
    unit = models.IntegerField()
    code = models.TextField()
    year = models.IntegerField()
    last = models.IntegerField()
    entered = models.IntegerField(db_default=0)  # entries under this book: every number given is one
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "stays: an abolished unit's books are closed, its heir's start at 01"
    }

    class Meta:
        db_table = "book"


class StoredFile(models.Model):
    """A file by its content: the bytes lie in the world's folder under the digest."""

    digest = models.TextField(primary_key=True)
    size = models.IntegerField()
    content_type = models.TextField()
    kept_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "stored_file"
