from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models


class Delegation(models.Model):
    """A head lets another of the body sign, for a span of days. It ends with either mandate, or when withdrawn."""

    id = models.UUIDField(primary_key=True)
    unit = models.IntegerField()
    delegator = models.IntegerField()
    delegate = models.IntegerField()
    form = models.TextField()
    covers = ArrayField(models.TextField())  # abilities
    during = DateRangeField()
    is_away = models.BooleanField()  # the head is away on these days
    paper_title = models.TextField()
    paper_sign = models.TextField()
    paper_on = models.DateField(null=True)
    given_by = models.IntegerField()  # the head, or the head of office by the head's paper
    given_at = models.DateTimeField()
    withdrawn_by = models.IntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(default="")
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "stays: a delegation ends with its body; the heir's head gives anew",
        "delegator": "stays: a mandate that ended gives no authority",
        "delegate": "stays: a mandate that ended signs nothing",
        "given_by": "never changes: the mandate that wrote it down",
        "withdrawn_by": "never changes: the mandate that withdrew it",
    }

    class Meta:
        db_table = "delegation"
        indexes = (
            models.Index(name="delegation_delegate", fields=["delegate"]),
            models.Index(name="delegation_unit", fields=["unit"]),
        )
        constraints = (
            models.CheckConstraint(name="delegation_form", condition=models.Q(form__in=["kt", "tuq", "tl"])),
            models.CheckConstraint(
                name="delegation_to_another", condition=~models.Q(delegator=models.F("delegate"))
            ),
            # Authorisation is written and limited in time (Decree 30/2020/NĐ-CP, article 13.3).
            models.CheckConstraint(
                name="delegation_authorised_in_writing",
                condition=~models.Q(form="tuq")
                | ~models.Q(paper_sign="") & models.Q(during__upper_inf=False),
            ),
        )
