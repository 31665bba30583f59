from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Certificate(models.Model):
    """A certificate that counts here: of a person, or a body's own (its seal)."""

    id = models.UUIDField(primary_key=True)
    person = models.IntegerField(null=True)
    unit = models.IntegerField(null=True)
    content = models.BinaryField()  # DER
    chain = models.BinaryField(db_default=b"")  # PEM of those between it and its authority
    subject = models.TextField()
    issuer = models.TextField()
    serial = models.TextField()  # hexadecimal
    public_key = models.TextField()  # its digest
    since = models.DateTimeField()
    until = models.DateTimeField()
    at_server = models.BooleanField(default=False)  # its key lies where the worker reads it
    is_trial = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    registered_by = models.IntegerField(null=True)  # the mandate
    withdrawn_at = models.DateTimeField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {
        "person": "stays: whose it is",
        "unit": "stays: the body at the time; an ended body seals nothing, its heir registers its own",
        "registered_by": "never changes: the mandate that registered it",
    }

    class Meta:
        db_table = "certificate"
        indexes = (
            models.Index(name="certificate_person", fields=["person"], condition=Q(withdrawn_at=None)),
            models.Index(name="certificate_unit", fields=["unit"], condition=Q(withdrawn_at=None)),
        )
        constraints = (
            models.UniqueConstraint(
                name="certificate_once", fields=["issuer", "serial"], condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="certificate_is_somebodys",
                condition=Q(person__isnull=True) ^ Q(unit__isnull=True),
            ),
        )


class LetterSignature(models.Model):
    """One of the two signatures of a letter's file, from when it is begun to when the file is finished with it."""

    pk = models.CompositePrimaryKey("document", "place")
    document = models.UUIDField()
    place = models.TextField()  # 'signature' | 'seal'
    id = models.UUIDField()
    standing = models.TextField()  # begun, signed, asked, finished, failed
    certificate = models.UUIDField()
    mandate = models.IntegerField()  # who signs, or had it sealed
    version = models.IntegerField()  # of the draft's item when it was begun
    at = models.DateTimeField()
    prepared = models.BinaryField(db_default=b"")
    region_start = models.IntegerField(null=True)  # what is kept free for the signature
    region_end = models.IntegerField(null=True)
    attributes = models.BinaryField(db_default=b"")
    signature = models.BinaryField(db_default=b"")
    digest = models.TextField(db_default="")  # of the finished file
    problem = models.TextField(db_default="")
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": "never changes: the mandate that signed"}

    class Meta:
        db_table = "letter_signature"
        indexes = (
            models.Index(
                F("mandate"), F("at").desc(), name="letter_signature_by", condition=~Q(standing="begun")
            ),
        )


class SignatureCheck(models.Model):
    """What was found of the signatures in a file, by the lists of the day."""

    digest = models.TextField(primary_key=True)
    lists = models.TextField()  # digest of the lists it was judged by
    checked_at = models.DateTimeField()
    outcome = models.JSONField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "signature_check"
