from typing import ClassVar

from django.db import models


class Request(models.Model):
    """What one body asks another about an item, one-to-one with the child item that lies at the body asked."""

    item = models.UUIDField(primary_key=True)
    question = models.TextField()
    answer = models.TextField(default="")
    reason = models.TextField(default="")  # why it was declined or withdrawn
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "request"
