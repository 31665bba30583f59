from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Webhook(models.Model):
    """An address that is told what happens to the work one unit may see."""

    id = models.UUIDField(primary_key=True)
    unit = models.IntegerField()
    seat = models.IntegerField()
    mandate = models.IntegerField()  # who answers for it, and is told when it is paused
    url = models.TextField()
    kinds = ArrayField(models.TextField())  # of work; none named: all
    state = models.TextField(default="active")  # 'active' | 'paused' | 'deleted'
    failures = models.IntegerField(default=0)  # tries in a row that came to nothing
    made_at = models.DateTimeField()  # real time
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "stays: what it may see is what it holds that day, nothing once it has ended",
        "seat": "stays: the heir's administrator sees it and deletes it",
        "mandate": "stays: who agreed it",
    }

    class Meta:
        db_table = "webhook"
        constraints = (
            models.CheckConstraint(
                name="webhook_state", condition=Q(state__in=["active", "paused", "deleted"])
            ),
        )
        indexes = (models.Index(name="webhook_seat", fields=["seat"]),)


class WebhookDelivery(models.Model):
    """One change for one address, written down before it is sent. The event's own id is the journal line's."""

    id = models.BigAutoField(primary_key=True)
    webhook = models.UUIDField()
    seat = models.IntegerField()
    line = models.BigIntegerField()
    item = models.UUIDField()
    event = models.JSONField()  # what is sent, the same bytes each time
    state = models.TextField(default="waiting")  # 'waiting' | 'delivered' | 'withheld' | 'given_up'
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()  # real time; while it is being sent, when somebody else may try
    tried_at = models.DateTimeField(null=True)
    is_sending = models.BooleanField(default=False)  # in a sender's hands, as long as `next_at` is ahead
    answer = models.TextField(default="")  # the last: a status, or what went wrong
    made_at = models.DateTimeField()  # real time
    on_reorganisation: ClassVar[dict[str, str]] = {"seat": "stays: as its webhook's"}

    class Meta:
        db_table = "webhook_delivery"
        constraints = (
            models.CheckConstraint(
                name="webhook_delivery_state",
                condition=Q(state__in=["waiting", "delivered", "withheld", "given_up"]),
            ),
            models.UniqueConstraint(name="webhook_delivery_once", fields=["webhook", "line"]),
        )
        indexes = (
            models.Index(name="webhook_delivery_due", fields=["webhook", "id"], condition=Q(state="waiting")),
            models.Index(name="webhook_delivery_made", fields=["made_at"]),
        )
