from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models


class DecidedRow(models.Model):
    """A value that changes by decision: who entered it, on which basis, and who approved it as the second person."""

    id = models.UUIDField(primary_key=True)
    rule = models.TextField()
    unit = models.IntegerField(null=True)  # null: it holds for everybody
    value = models.TextField()
    name = models.TextField()  # what the list calls it: the holiday, the storm
    during = DateRangeField()
    basis = models.TextField()
    basis_on = models.DateField(null=True)
    entered_by = models.IntegerField()  # a mandate
    entered_person = models.IntegerField()
    entered_at = models.DateTimeField()
    approved_by = models.IntegerField(null=True)
    approved_person = models.IntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    withdrawn_by = models.IntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(default="", db_default="")
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "stays: a body's days, hours and id end with it; the work it held is counted by its heir's",
        "entered_person": "never changes: who wrote it down",
        "approved_person": "never changes: the second pair of eyes",
    }

    class Meta:
        db_table = "decided_row"
        constraints = (
            models.CheckConstraint(
                name="decided_row_rule", condition=models.Q(rule__in=["day", "hours", "agency_id"])
            ),
            models.CheckConstraint(
                name="decided_row_of_a_unit", condition=models.Q(rule="day") | models.Q(unit__isnull=False)
            ),
            models.CheckConstraint(
                name="decided_row_days_end",
                condition=~models.Q(rule="day")
                | models.Q(during__upper_inf=False, value__in=["off", "work"]),
            ),
            models.CheckConstraint(
                name="decided_row_two_people", condition=~models.Q(approved_person=models.F("entered_person"))
            ),
        )


class DecidedHead(models.Model):
    """One row: the version of the approved rows, null while there are none, and since when the packaged days count
    here, null where they did before any work.
    """

    id = models.SmallIntegerField(primary_key=True)
    version = models.UUIDField(null=True)
    shipped_since = models.DateTimeField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "decided_head"
        constraints = (models.CheckConstraint(name="decided_head_is_one", condition=models.Q(id=1)),)
