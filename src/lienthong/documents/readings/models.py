from typing import ClassVar

from django.db import models


class LetterReading(models.Model):
    """Somebody opened a letter: one row for a person's mandate, an item and a day, with the first time that day."""

    pk = models.CompositePrimaryKey("item", "mandate", "day")
    item = models.UUIDField()
    mandate = models.IntegerField()
    day = models.DateField()
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "mandate": "never changes: under which mandate it was read",
    }

    class Meta:
        db_table = "letter_reading"
        indexes = (
            models.Index(models.F("mandate"), models.F("at").desc(), name="letter_reading_mine"),
            models.Index(name="letter_reading_day", fields=["day"]),
        )


class LetterPrinting(models.Model):
    """Somebody made a marked print of a letter: a row each time, beside the lines of who read it."""

    id = models.UUIDField(primary_key=True)
    item = models.UUIDField(db_index=True)
    mandate = models.IntegerField()
    at = models.DateTimeField(db_index=True)
    on_reorganisation: ClassVar[dict[str, str]] = {
        "mandate": "never changes: under which mandate it was printed",
    }

    class Meta:
        db_table = "letter_printing"
