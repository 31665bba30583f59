from typing import ClassVar

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Content(models.Model):
    """What a stored file holds, read once by the worker. Nobody but functions of the owner reads a row."""

    digest = models.TextField(primary_key=True)
    pages = models.IntegerField(null=True)
    tokens = SearchVectorField()
    fault = models.TextField(db_default="")  # lost, unreadable
    read_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "content"
