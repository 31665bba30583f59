from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Enclosure(models.Model):
    """A file that goes with a letter: one row and one stored file, whoever it is sent to. Fixed by the signature."""

    id = models.UUIDField(primary_key=True)
    document = models.UUIDField()
    ordinal = models.SmallIntegerField()
    digest = models.TextField(db_index=True)
    name = models.TextField()
    mandate = models.IntegerField(null=True)
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": "never changes: who enclosed it"}

    class Meta:
        db_table = "enclosure"
        constraints = (models.UniqueConstraint(name="enclosure_once", fields=["document", "digest"]),)


class LetterText(models.Model):
    """What a letter is found by besides its own words: a row for each file that was read, with whoever has a part in
    it. `place`: of an enclosure the letter's document, of a paper the item it was added to.
    """

    pk = models.CompositePrimaryKey("place", "digest")
    place = models.UUIDField()
    digest = models.TextField()
    parties = ArrayField(models.IntegerField())
    tokens = SearchVectorField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "parties": "kept from when the letter was read and issued: seats, whose holders move"
    }

    class Meta:
        db_table = "letter_text"
        indexes = (
            # Written by the worker, who has time: no search reads a list of what waits to be put in.
            GinIndex(name="letter_text_sought", fields=["parties", "tokens"], fastupdate=False),
        )
