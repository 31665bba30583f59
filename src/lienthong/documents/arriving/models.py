from typing import ClassVar

from django.db import models


class ArrivedLetter(models.Model):
    """Something that another system sent about a letter: the letter itself, or that it wants it back. The key follows
    from whose letter it is, whose it became and what was sent, so what comes twice is known.
    """

    id = models.UUIDField(primary_key=True)
    item = models.UUIDField(db_index=True)  # the delivery it is about
    document = models.UUIDField()
    letter = models.TextField(db_index=True)  # the id it has at its sender's
    sender = models.TextField()  # the electronic agency id
    receiver = models.TextField()  # the same, as the sender wrote it
    purpose = models.SmallIntegerField()  # 0 new, 1 recall, 2 update, 3 replacement
    answers = models.UUIDField(null=True)  # the letter of ours that it answers
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "arrived_letter"
        indexes = (
            models.Index(
                name="arrived_letter_answers", fields=["answers"], condition=models.Q(answers__isnull=False)
            ),
        )
