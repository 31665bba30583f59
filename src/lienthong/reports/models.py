from typing import ClassVar

from django.db import models


class Report(models.Model):
    """What a citizen reported to 1022. Where it belongs is the item's jurisdiction; this is what was said."""

    item = models.UUIDField(primary_key=True)
    code = models.TextField()  # as typed: capitals and digits only
    origin = models.SmallIntegerField(
        db_default=0
    )  # the province whose installation gave the code; 0: this one
    secret = models.BinaryField()  # sha256
    channel = models.TextField()
    text = models.TextField()
    place = models.TextField(default="")  # the address in the reporter's words
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    ward = models.IntegerField(null=True)  # the area the reporter named
    old_ward = models.IntegerField(null=True)
    answer_hours = models.IntegerField()  # the field's limit on the day of submission
    reopened = models.SmallIntegerField(default=0)
    on_reorganisation: ClassVar[dict[str, str]] = {
        "ward": "never changes: what the reporter named on the day",
        "old_ward": "never changes: what the reporter named on the day",
    }

    class Meta:
        db_table = "report"
        constraints = (models.UniqueConstraint(name="report_code_once", fields=["code", "origin"]),)


class Reporter(models.Model):
    """Who reported. A row of its own, because row security hides the anonymous from those who handle."""

    item = models.UUIDField(primary_key=True)
    name = models.TextField()
    phone = models.TextField(default="")  # digits
    email = models.TextField(default="")
    anonymous = models.BooleanField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "reporter"
        indexes = (models.Index(name="reporter_phone", fields=["phone"], condition=~models.Q(phone="")),)


class ReportEntry(models.Model):
    """Something said about a report: an answer, a reason, «not fixed». Appended, never edited."""

    id = models.UUIDField(primary_key=True)
    item = models.UUIDField(db_index=True)
    kind = models.TextField()  # 'answer' | 'transfer' | 'refusal' | 'reopening'
    text = models.TextField()
    unit = models.IntegerField(null=True)
    to_unit = models.IntegerField(null=True)
    mandate = models.IntegerField(null=True)
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "never changes: the unit that said it, at the time",
        "to_unit": "never changes: the unit it was handed to, at the time",
        "mandate": "never changes: who said it",
    }

    class Meta:
        db_table = "report_entry"
        constraints = (
            models.CheckConstraint(
                name="report_entry_kind",
                condition=models.Q(kind__in=["answer", "transfer", "refusal", "reopening"]),
            ),
        )


class ReportField(models.Model):
    """Fields of reports with their limit. `is_ours`: no rule of law gives it."""

    name = models.TextField(primary_key=True)
    position = models.SmallIntegerField()
    covers = models.TextField(default="")
    answer_hours = models.IntegerField()
    is_ours = models.BooleanField(default=True)
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "report_field"
