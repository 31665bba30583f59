from typing import ClassVar

from django.db import models


class LetterPrint(models.Model):
    """The file of an issued letter: made when it is first opened, the same for whoever holds the letter."""

    document = models.UUIDField(primary_key=True)
    digest = models.TextField()
    made_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "letter_print"
