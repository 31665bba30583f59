from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from lienthong.personnel.decided.models import DecidedHead as DecidedHead
from lienthong.personnel.decided.models import DecidedRow as DecidedRow
from lienthong.personnel.delegations.models import Delegation as Delegation

KINDS = ("session", "token", "reader", "guest", "link", "half")
"""Of access: a reader may only look, a guest is the pass of a round, a link lets its holder set a password once, a half
is what the password alone opens where a code is asked too.
"""


class Person(models.Model):
    id = models.IntegerField(primary_key=True)
    name = models.TextField()
    folded = models.TextField()
    is_stopped = models.BooleanField(
        default=False, db_default=False
    )  # every account of theirs: written by a trigger
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "person"
        indexes = (models.Index(name="person_folded", fields=["folded"]),)


class Post(models.Model):
    """A place in a unit's staff: its section (a label), its role, its title."""

    id = models.IntegerField(primary_key=True)
    unit = models.IntegerField(db_index=True)
    section = models.TextField()
    role = models.TextField()
    title = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "stays: posts end with their unit; heirs get posts of their own"
    }

    class Meta:
        db_table = "post"


class Mandate(models.Model):
    """A person in a post for a span of days. Temporary: by a notice of assignment, before the decision."""

    id = models.IntegerField(primary_key=True)
    person = models.IntegerField(db_index=True)
    post = models.IntegerField(db_index=True)
    during = DateRangeField()
    temporary = models.BooleanField()
    basis = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "person": "stays",
        "post": "stays: the mandate's span is closed at the date; a new mandate is given",
    }

    class Meta:
        db_table = "mandate"


class Oversight(models.Model):
    """What a supervising post may look at besides its own unit: an explicit list, no switch."""

    pk = models.CompositePrimaryKey("post", "unit")
    post = models.IntegerField()
    unit = models.IntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "post": "stays",
        "unit": "rows for the heirs are added beside the old ones by the plan",
    }

    class Meta:
        db_table = "oversight"


class Account(models.Model):
    """How a person logs in. No password until one is given: then nobody can."""

    id = models.IntegerField(primary_key=True)
    person = models.IntegerField(db_index=True)
    username = models.TextField(unique=True)
    password = models.TextField(default="")
    active = models.BooleanField(default=True)
    on_reorganisation: ClassVar[dict[str, str]] = {"person": "stays"}

    class Meta:
        db_table = "account"


class Access(models.Model):
    """A session of a person, a token of a machine or a link, known only by the digest of its secret."""

    digest = models.BinaryField(primary_key=True)
    kind = models.TextField()  # of KINDS
    account = models.IntegerField(null=True)
    mandate = models.IntegerField(null=True)
    label = models.TextField()
    expires_at = models.DateTimeField()  # real time
    idle = models.DurationField(null=True)  # of a session: how long it may stay unused
    ends_at = models.DateTimeField(null=True)  # of a session: the end, however much it is used; real time
    on_reorganisation: ClassVar[dict[str, str]] = {
        "mandate": "ends with the mandate: every request under it is answered with the heirs"
    }

    class Meta:
        db_table = "access"
        constraints = (models.CheckConstraint(name="access_kind", condition=models.Q(kind__in=KINDS)),)
        indexes = (
            models.Index(
                name="access_account", fields=["account"], condition=models.Q(account__isnull=False)
            ),
        )


class SecondFactor(models.Model):
    """What a person's telephone knows too. Read and written by the functions of `sql/factor.sql` only."""

    account = models.IntegerField(primary_key=True)
    secret = models.TextField()
    last_step = models.BigIntegerField()  # the step of time of the last code that counted
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "second_factor"


class RecoveryCode(models.Model):
    """In place of a lost telephone, once; known by its digest."""

    pk = models.CompositePrimaryKey("account", "digest")
    account = models.IntegerField()
    digest = models.BinaryField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "recovery_code"
