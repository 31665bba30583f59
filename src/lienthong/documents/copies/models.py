from typing import ClassVar

from django.db import models


class LetterCopy(models.Model):
    """Of which letter a letter is a copy, and how that stood when it was copied. One-to-one with the document."""

    document = models.UUIDField(primary_key=True)
    copied = models.UUIDField(db_index=True)  # the document it was made of
    item = models.UUIDField()  # where the body that made it holds that: a delivery or a draft
    seat = models.IntegerField()
    at = models.DateTimeField()
    part = models.TextField(db_default="")  # which part of a scan an excerpt is
    form = models.TextField()  # what lays the letter out
    facts = models.JSONField()  # and what that is told
    on_reorganisation: ClassVar[dict[str, str]] = {"seat": "stays: the seat's heir has its copies"}

    class Meta:
        db_table = "letter_copy"
        indexes = (models.Index(name="letter_copy_listed", fields=["seat", "at"]),)
