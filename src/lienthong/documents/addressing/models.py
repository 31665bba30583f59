from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PersonAddressee(models.Model):
    """Somebody of the sender's own body to whom a letter goes: it is born in their hands and in no register."""

    pk = models.CompositePrimaryKey("document", "mandate")
    document = models.UUIDField()
    mandate = models.IntegerField()
    item = models.UUIDField(null=True)  # what lies in their hands, once it was issued
    on_reorganisation: ClassVar[dict[str, str]] = {
        "mandate": "never changes: whom it was written to; what they had not done lies with their body"
    }

    class Meta:
        db_table = "person_addressee"


class OutsideAddressee(models.Model):
    """A body that does not work here: the letter goes there as its row says. Its receipt is entered by
    hand, or its own system tells how the letter fares there.
    """

    pk = models.CompositePrimaryKey("document", "ordinal")
    document = models.UUIDField()
    ordinal = models.SmallIntegerField()
    name = models.TextField()
    address = models.TextField()
    way = models.TextField()  # post, email, hand, axis
    received_at = models.DateTimeField(null=True)
    receipt = models.TextField(default="", db_default="")  # who took it there, the number they gave it
    course = models.TextField(db_default="")  # what it said last by its own system; empty: nothing
    course_at = models.DateTimeField(null=True)
    recall_asked_at = models.DateTimeField(null=True)  # the sender wants it back, and its system is told
    recall_reason = models.TextField(db_default="")
    recall_answer = models.TextField(db_default="")  # agreed, refused; empty: none yet
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "outside_addressee"


class AddresseeGroup(models.Model):
    """Addressees that a body, or everybody, writes to together."""

    id = models.UUIDField(primary_key=True)
    seat = models.IntegerField()
    name = models.TextField()
    units = ArrayField(models.IntegerField())
    is_for_all = models.BooleanField(default=False)
    mandate = models.IntegerField()
    changed_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "seat": "stays: the seat's heir has the group",
        "units": "stay as chosen: the heir of one that has ended receives the letter",
        "mandate": "never changes: who wrote it down last",
    }

    class Meta:
        db_table = "addressee_group"
        constraints = (models.UniqueConstraint(name="addressee_group_named_once", fields=["seat", "name"]),)


class OutsideBody(models.Model):
    """A body outside that a unit has written to, to be chosen again."""

    id = models.UUIDField(primary_key=True)
    seat = models.IntegerField()
    name = models.TextField()
    address = models.TextField()
    way = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {"seat": "stays: the seat's heir has the list"}

    class Meta:
        db_table = "outside_body"
        constraints = (models.UniqueConstraint(name="outside_body_named_once", fields=["seat", "name"]),)
