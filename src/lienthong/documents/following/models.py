from typing import ClassVar

from django.db import models


class Revision(models.Model):
    """A letter that corrects or replaces an issued one of the same body (Decree 30/2020/NĐ-CP, art. 18)."""

    document = models.UUIDField(primary_key=True)
    way = models.TextField()  # corrects, replaces
    revised = models.UUIDField(db_index=True)  # the letter it corrects or replaces
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "revision"
