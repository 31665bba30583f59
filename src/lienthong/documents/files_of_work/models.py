from typing import ClassVar

from django.db import models


class FileOfWork(models.Model):
    """A file of work, one-to-one with its item, which lies in the seat of the body that keeps it."""

    item = models.UUIDField(primary_key=True)
    seat = models.IntegerField()
    year = models.SmallIntegerField()
    code = models.TextField()
    years = models.SmallIntegerField()  # of keeping; 0: for ever
    sheets = models.IntegerField(null=True)  # counted when it was closed
    note = models.TextField(default="")
    closed_at = models.DateTimeField(null=True)  # its matter was finished: from here a year to the archive
    on_reorganisation: ClassVar[dict[str, str]] = {
        "seat": "never changes: in whose list of files it was opened; who keeps it now says the item"
    }

    class Meta:
        db_table = "file_of_work"
        constraints = (models.UniqueConstraint(name="file_of_work_code", fields=["seat", "year", "code"]),)


class FileContent(models.Model):
    """A letter or dossier that lies in a file of work, in the order in which it came in."""

    pk = models.CompositePrimaryKey("file", "item")
    file = models.UUIDField()
    item = models.UUIDField()
    ordinal = models.IntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "file_content"
        indexes = (models.Index(name="file_content_item", fields=["item"]),)
