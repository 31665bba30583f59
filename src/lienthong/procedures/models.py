from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Procedure(models.Model):
    """A kind of dossier: who is competent, how long it may take, what it needs. Only the loader writes it."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    full_name = models.TextField()
    field = models.TextField()
    competence = models.TextField()
    term = models.SmallIntegerField()
    term_unit = models.TextField()
    is_assumed = models.BooleanField()
    fee = models.IntegerField()
    fee_per = models.TextField()
    weight = models.FloatField()
    components = ArrayField(models.TextField())
    decision = models.TextField()
    result = models.TextField()
    is_core = models.BooleanField()
    supplement_once = models.BooleanField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "procedure"
        constraints = (
            models.CheckConstraint(
                name="procedure_competence",
                condition=models.Q(competence__in=["where_received", "by_address", "department"]),
            ),
            models.CheckConstraint(
                name="procedure_term_unit",
                condition=models.Q(term_unit__in=["same_day", "working_day", "day", "hour"]),
            ),
        )


class Dossier(models.Model):
    """What a citizen handed in. Competent is the item's jurisdiction; who helped and who received are facts."""

    item = models.UUIDField(primary_key=True)
    procedure = models.TextField()
    channel = models.SmallIntegerField()  # 1 counter, 2 online, 3 post
    helped_unit = models.IntegerField(null=True)
    received_unit = models.IntegerField(null=True)
    received_at = models.DateTimeField(null=True)
    received_late = models.BooleanField(default=False)
    outcome = models.SmallIntegerField(db_default=0)  # what became of its item, as `registers` files it
    code = models.TextField(null=True)
    applicant = models.TextField()
    phone = models.TextField(default="")
    address_text = models.TextField(default="")
    note = models.TextField(default="")
    papers = ArrayField(models.TextField(), default=list)
    missing = ArrayField(models.TextField(), default=list)
    asked_note = models.TextField(default="")  # what the office said when it asked for papers
    supplements = models.SmallIntegerField(default=0)
    paused = models.DurationField(default=timedelta)  # office time in which the statutory clock stood still
    fee = models.IntegerField(default=0)
    refusal_reason = models.TextField(default="")
    assessed_approve = models.BooleanField(null=True)
    assessed_by = models.IntegerField(null=True)
    result_note = models.TextField(default="")
    signed_by = models.IntegerField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_as = models.TextField(db_default="")  # own, q, tm, kt, tuq, tl; '' before it was kept
    signed_for = models.IntegerField(null=True)  # the post in whose place it was signed
    signed_under = models.UUIDField(null=True)  # the delegation
    lookup_code = models.TextField()
    secret = models.BinaryField()  # digest of what the citizen holds
    origin = models.SmallIntegerField(
        db_default=0
    )  # the province whose installation gave the codes; 0: this one
    on_reorganisation: ClassVar[dict[str, str]] = {
        "helped_unit": "never changes: who helped to fill it in, at the time",
        "received_unit": "never changes: who received it, at the time; so do code and receipt",
        "assessed_by": "never changes: the mandate that assessed",
        "signed_by": "never changes: the mandate that signed",
        "signed_for": "never changes: the post in whose place it was signed",
        "signed_under": "never changes: the delegation it was signed under",
    }

    class Meta:
        db_table = "dossier"
        indexes = (
            models.Index(
                name="dossier_entries",
                fields=["received_unit", "outcome", "received_at", "code"],
                condition=models.Q(received_unit__isnull=False),
            ),
        )
        constraints = (
            models.UniqueConstraint(name="dossier_lookup_code_once", fields=["lookup_code", "origin"]),
            models.UniqueConstraint(name="dossier_code_once", fields=["code", "origin"]),
            models.CheckConstraint(name="dossier_channel", condition=models.Q(channel__in=[1, 2, 3])),
            models.CheckConstraint(
                name="dossier_received_whole",
                condition=models.Q(code=None, received_unit=None, received_at=None)
                | models.Q(code__isnull=False, received_unit__isnull=False, received_at__isnull=False),
            ),
        )
