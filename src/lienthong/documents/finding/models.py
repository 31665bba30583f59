from typing import ClassVar

from django.db import models


class SavedSearch(models.Model):
    """A search somebody keeps under a name: their own, nobody else sees it."""

    id = models.UUIDField(primary_key=True)
    mandate = models.IntegerField()
    name = models.TextField()
    query = models.TextField()  # as it stands in the address
    made_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "mandate": "never changes: whose search it is ends with it"
    }

    class Meta:
        db_table = "saved_search"
        constraints = (models.UniqueConstraint(name="saved_search_once", fields=["mandate", "name"]),)
