from typing import ClassVar

from django.db import models


class Document(models.Model):
    """What is written, signed and issued. Every addressee's delivery points at the same row."""

    id = models.UUIDField(primary_key=True)
    side = models.TextField()  # 'government' | 'party'
    type = models.TextField()
    subject = models.TextField()
    body = models.TextField()
    to_line = models.TextField()  # "Kính gửi"
    urgency = models.SmallIntegerField(default=0)
    issuer_seat = models.IntegerField(null=True)  # none of a letter from outside
    issuer_unit = models.IntegerField(null=True)  # of a letter from outside: where it is a body known here
    sign = models.TextField(default="")
    number = models.IntegerField(null=True)
    signer = models.IntegerField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_as = models.TextField(db_default="")  # own, q, tm, kt, tuq, tl; '' before it was kept
    signed_for = models.IntegerField(null=True)  # the post in whose place it was signed
    signed_under = models.UUIDField(null=True)  # the delegation
    issued_at = models.DateTimeField(null=True)
    content_hash = models.TextField(default="")
    answers = models.UUIDField(null=True)  # the delivery this replies to
    in_part = models.BooleanField(db_default=False)  # one answer of several: it closes nothing
    outcome = models.SmallIntegerField(db_default=0)  # what became of its draft, as `registers` files it
    on_reorganisation: ClassVar[dict[str, str]] = {
        "issuer_seat": "stays: an unfinished draft is finished by the seat's heir",
        "issuer_unit": "never changes once issued: the body at the time; a draft takes the heir's at issue",
        "signer": "never changes: the mandate that signed",
        "signed_for": "never changes: the post in whose place it was signed",
        "signed_under": "never changes: the delegation it was signed under",
    }

    class Meta:
        db_table = "document"
        indexes = (
            models.Index(name="document_answers", fields=["answers"], condition=~models.Q(answers=None)),
            models.Index(
                name="document_entries",
                fields=["issuer_unit", "outcome", "issued_at", "number"],
                condition=models.Q(issued_at__isnull=False),
            ),
        )


class Addressee(models.Model):
    pk = models.CompositePrimaryKey("document", "seat")
    document = models.UUIDField()
    seat = models.IntegerField()
    is_copy = models.BooleanField(default=False)
    on_reorganisation: ClassVar[dict[str, str]] = {"seat": "stays: the seat's holder of the day receives it"}

    class Meta:
        db_table = "addressee"


class Draft(models.Model):
    item = models.UUIDField(primary_key=True)
    document = models.UUIDField(db_index=True)
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "draft"


class Delivery(models.Model):
    item = models.UUIDField(primary_key=True)
    document = models.UUIDField(db_index=True)
    is_copy = models.BooleanField(default=False)
    register_unit = models.IntegerField(null=True)
    register_number = models.IntegerField(null=True)
    register_year = models.IntegerField(null=True)
    register_letter = models.TextField(db_default="")  # of a number in between: 15a
    register_at = models.DateTimeField(null=True)  # when it was entered: the order of the register
    register_note = models.TextField(db_default="")  # why late, in between or cancelled
    directed_at = models.DateTimeField(null=True)  # when its leader last said who handles it
    outcome = models.SmallIntegerField(db_default=0)  # what became of its item, as `registers` files it
    origin = models.SmallIntegerField(
        db_default=0
    )  # the province whose installation registered it; 0: this one
    note = models.TextField(default="")
    reminded_at = models.DateTimeField(null=True)  # when the sender last asked what became of it
    recall_asked_at = models.DateTimeField(null=True)  # the sender wants it back
    recall_reason = models.TextField(default="", db_default="")
    recall_answer = models.TextField(default="", db_default="")  # agreed, refused, withdrawn; empty: none yet
    recall_refused = models.TextField(default="", db_default="")  # why the addressee kept it last
    on_reorganisation: ClassVar[dict[str, str]] = {
        "register_unit": "never changes: whose register it stands in; the heir's register starts at 01"
    }

    class Meta:
        db_table = "delivery"
        constraints = (
            models.UniqueConstraint(
                name="delivery_number_once",
                fields=["register_unit", "register_year", "register_number", "register_letter", "origin"],
            ),
        )
        indexes = (
            models.Index(
                name="delivery_recalled",
                fields=["document"],
                condition=models.Q(recall_asked_at__isnull=False),
            ),
            models.Index(
                name="delivery_entries",
                fields=["register_unit", "outcome", "register_at", "register_number"],
                condition=models.Q(register_number__isnull=False),
            ),
        )
