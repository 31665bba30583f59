from django.db import models
from django.db.models import F, Q

from lienthong.ground.migration import AddIndexBeside, Before


class Migration(Before):
    """What somebody signed is found by who they are."""

    atomic = False
    dependencies = [("letter_signing", "0001_tables")]
    operations = [
        AddIndexBeside(
            "lettersignature",
            models.Index(
                F("mandate"), F("at").desc(), name="letter_signature_by", condition=~Q(standing="begun")
            ),
        ),
    ]
