from typing import ClassVar

from django.db import models


class Direction(models.Model):
    """What a section or a person does in a letter that another one leads, or is to know of it: one-to-one with an item
    of its own, which lies with them. The lead has the letter itself; when it was directed, registered and finished
    stands in `delivery` and its item.
    """

    item = models.UUIDField(primary_key=True)
    delivery = models.UUIDField(db_index=True)
    role = models.TextField()  # 'co' | 'info'
    words = models.TextField()  # the leader's
    report = models.TextField(db_default="")  # of who did it
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "direction"
