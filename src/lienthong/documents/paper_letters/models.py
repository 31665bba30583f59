from typing import ClassVar

from django.db import models


class PaperLetter(models.Model):
    """A letter that its body issued on paper: who signed it, to whom it went. One-to-one with its document."""

    document = models.UUIDField(primary_key=True)
    dated = models.DateField()
    signed_by = models.TextField()  # a name on paper, no mandate
    addressees = models.TextField()  # one to a line
    pages = models.IntegerField(null=True)
    reason = models.TextField(db_default="")  # why its number was not the next one
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "paper_letter"
