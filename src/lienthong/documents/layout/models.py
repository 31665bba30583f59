from typing import ClassVar

from django.db import models


class LetterPrint(models.Model):
    """The file of an issued letter, the same for whoever holds the letter; the worker makes it."""

    document = models.UUIDField(primary_key=True)
    digest = models.TextField()  # '' as long as it is due, '-' where no font has a letter of it
    made_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "letter_print"
        indexes = (
            models.Index(
                name="letter_print_due", fields=["made_at", "document"], condition=models.Q(digest="")
            ),
        )
