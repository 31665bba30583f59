from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class AxisConnector(models.Model):
    """A way to other installations: whoever's electronic id begins so is reached by it, from one day to another."""

    name = models.TextField()
    prefixes = ArrayField(models.TextField())
    kind = models.TextField()  # folder, http
    place = models.TextField()  # a folder of this machine, or an address
    token_file = models.TextField(default="")  # where the word stands that the other side asks for
    since = models.DateField()
    until = models.DateField(null=True)  # from this day on no more
    mandate = models.IntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": "never changes: who agreed it"}

    class Meta:
        db_table = "axis_connector"
        constraints = (
            models.CheckConstraint(name="axis_connector_kind", condition=Q(kind__in=["folder", "http"])),
            models.UniqueConstraint(
                name="axis_connector_named_once", fields=["name"], condition=Q(until__isnull=True)
            ),
        )


class AxisConsignment(models.Model):
    """What goes to another installation, written down before it leaves: a letter, or a word on one. What is sent is
    made of it anew each time, and is the same.
    """

    seat = models.IntegerField(null=True)  # who speaks; none of an answer about what came to nobody here
    kind = models.TextField()  # letter, status
    document = models.UUIDField(null=True)
    item = models.UUIDField(null=True)  # the sender's draft, or the copy of the letter that is spoken of
    outside = models.SmallIntegerField(null=True)  # which place on the letter
    arrival = models.BigIntegerField(null=True)  # what is answered
    line = models.BigIntegerField()  # of the journal; of an answer at the door 0
    code = models.TextField(default="")
    words = models.TextField(default="")
    to_id = models.TextField()
    to_name = models.TextField()
    said_at = models.DateTimeField()  # the world's time of what is said
    state = models.TextField(default="waiting")  # waiting, sent, given_up
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()  # real time; while it is being sent, when somebody else may try
    sent_at = models.DateTimeField(null=True)  # real time
    connector = models.BigIntegerField(null=True)  # by which it was tried last
    answer = models.TextField(default="")
    on_reorganisation: ClassVar[dict[str, str]] = {"seat": "stays: the heir sends what was left unsent"}

    class Meta:
        db_table = "axis_consignment"
        constraints = (
            models.CheckConstraint(
                name="axis_consignment_state", condition=Q(state__in=["waiting", "sent", "given_up"])
            ),
            models.UniqueConstraint(
                name="axis_consignment_once",
                fields=["line", "item", "outside", "arrival", "code"],
                nulls_distinct=False,
            ),
        )
        indexes = (
            models.Index(name="axis_consignment_due", fields=["next_at"], condition=Q(state="waiting")),
            models.Index(name="axis_consignment_item", fields=["item", "to_id"]),
            models.Index(name="axis_consignment_seat", fields=["seat", "id"]),
            models.Index(
                name="axis_consignment_document", fields=["document"], condition=Q(document__isnull=False)
            ),
        )


class AxisArrival(models.Model):
    """What came from another installation, and what became of it; the same bytes once more are the same row."""

    digest = models.TextField()  # sha256 of what came
    seat = models.IntegerField(null=True)  # whom it is for; none where nobody here is meant
    item = models.UUIDField(null=True)  # the addressee's copy
    kind = models.TextField()
    code = models.TextField(default="")
    from_id = models.TextField(default="")
    from_name = models.TextField(default="")
    to_id = models.TextField(default="")
    sign = models.TextField(default="")
    dated = models.DateField(null=True)
    document_id = models.TextField(default="")  # how the other side names the letter
    state = models.TextField()  # taken, repeated, refused
    answer = models.TextField(default="")  # why it was refused
    way = models.TextField()  # the connector's name, or the door
    at = models.DateTimeField()  # the world's time
    on_reorganisation: ClassVar[dict[str, str]] = {"seat": "stays: as the letter's own"}

    class Meta:
        db_table = "axis_arrival"
        constraints = (
            models.CheckConstraint(
                name="axis_arrival_state", condition=Q(state__in=["taken", "repeated", "refused"])
            ),
            models.UniqueConstraint(name="axis_arrival_once", fields=["digest", "to_id"]),
        )
        indexes = (
            models.Index(name="axis_arrival_item", fields=["item"], condition=Q(item__isnull=False)),
            models.Index(name="axis_arrival_seat", fields=["seat", "id"]),
            models.Index(name="axis_arrival_document", fields=["document_id"]),
        )
