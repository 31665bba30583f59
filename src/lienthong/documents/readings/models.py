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
