from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q


class WorkItem(models.Model):
    """Anything in flight. It belongs to a jurisdiction; who holds that today must do it."""

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    reference = models.TextField(default="")
    subject = models.TextField()
    words = models.TextField(default="")  # folded, what search looks at besides the reference
    jurisdiction = models.IntegerField()
    received_seat = models.IntegerField(null=True)
    sender_seat = models.IntegerField(null=True)
    parties = ArrayField(models.IntegerField())
    state = models.TextField()
    step = models.TextField(default="")
    section = models.TextField(default="")
    assignee = models.IntegerField(null=True)  # a mandate; ended = unassigned
    priority = models.SmallIntegerField(default=0)
    place = models.IntegerField(null=True)  # the area it is about
    field = models.TextField(default="")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    parent = models.UUIDField(null=True)
    chain_seq = models.IntegerField(default=0)
    chain_digest = models.BinaryField(null=True)
    version = models.IntegerField(default=1)
    changed_at = models.DateTimeField()  # real time, for polling
    on_reorganisation: ClassVar[dict[str, str]] = {
        "jurisdiction": "stays; its holding moves to the heir. Divided: refined to a part before the date",
        "received_seat": "never changes: the seat that received it",
        "sender_seat": "never changes: the seat that sent it; its holder moves",
        "parties": "computed from the columns above and the open referrals",
        "assignee": "stays; a mandate that ended counts as nobody, the item is in the queue of the holder",
    }

    class Meta:
        db_table = "work_item"
        constraints = (
            models.CheckConstraint(
                name="work_item_paused_is_open", condition=Q(paused_at=None) | Q(closed_at=None)
            ),
        )
        indexes = (
            # An inbox reads these in order: of one jurisdiction, or of the whole city for those who supervise. The
            # figures above it are counted in the first alone: nothing in it changes with a state.
            models.Index(
                F("jurisdiction"),
                F("due_at").asc(nulls_last=True),
                F("id"),
                name="work_item_open",
                condition=Q(closed_at=None),
                include=["kind", "paused_at"],
            ),
            # What waits for one person, step by step; decision 0028 says what it costs a move.
            models.Index(
                F("jurisdiction"),
                F("kind"),
                F("state"),
                F("due_at").asc(nulls_last=True),
                F("id"),
                name="work_item_waiting",
                condition=Q(closed_at=None),
                include=["step", "section", "assignee"],
            ),
            # The same of what came in at one body, lies at another, and is handed out or mended at both; of nothing
            # else, so that nothing else pays for it.
            models.Index(
                F("received_seat"),
                F("kind"),
                F("state"),
                F("due_at").asc(nulls_last=True),
                F("id"),
                name="work_item_at_receiver",
                condition=Q(closed_at=None)
                & (Q(kind="dossier", state="signed") | Q(kind="incident", state="open")),
                include=["jurisdiction", "step", "section", "assignee"],
            ),
            models.Index(
                F("due_at").asc(nulls_last=True), F("id"), name="work_item_due", condition=Q(closed_at=None)
            ),
            models.Index(
                name="work_item_closed", fields=["jurisdiction", "closed_at"], condition=~Q(closed_at=None)
            ),
            models.Index(F("received_at").desc(), F("id"), name="work_item_received"),
            # A search walks back from the newest: of what lies in a jurisdiction, of what came in there and lies
            # elsewhere, of what was sent from there or is asked about there. Or it looks words and parties up
            # together: the list of what waits to be put into that index is read by every search, so it is kept short
            # (kB).
            models.Index(F("jurisdiction"), F("received_at").desc(), F("id"), name="work_item_here"),
            models.Index(
                F("received_seat"),
                F("received_at").desc(),
                name="work_item_came_in",
                condition=Q(received_seat__isnull=False) & ~Q(received_seat=F("jurisdiction")),
            ),
            models.Index(
                F("sender_seat"),
                F("received_at").desc(),
                name="work_item_sent",
                condition=Q(sender_seat__isnull=False),
            ),
            models.Index(
                fields=["jurisdiction"],
                name="work_item_asked",
                condition=Q(kind="referral", closed_at=None),
                include=["parent"],
            ),
            GinIndex(
                F("parties"),
                Func(F("words"), F("reference"), function="item_tokens"),
                name="work_item_sought",
                gin_pending_list_limit=512,
            ),
            models.Index(name="work_item_reference", fields=["reference"]),
            models.Index(name="work_item_parent", fields=["parent"], condition=~Q(parent=None)),
        )


class Attachment(models.Model):
    """A file on an item. It opens through the item; its digest is no capability."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(WorkItem, models.CASCADE, db_column="item")
    digest = models.TextField()
    name = models.TextField()
    mandate = models.IntegerField(null=True)
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": "never changes: who attached it"}

    class Meta:
        db_table = "attachment"


class ActReason(models.Model):
    """Why somebody undid, withdrew or moved something on, in their own words; the journal says what was done."""

    pk = models.CompositePrimaryKey("item", "act")
    item = models.UUIDField()
    act = models.UUIDField()
    text = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "act_reason"


class PaperWithdrawal(models.Model):
    """A paper that should not be there. It stays, sealed; the reason stands with the act."""

    attachment = models.UUIDField(primary_key=True)
    item = models.UUIDField()
    act = models.UUIDField()
    mandate = models.IntegerField(null=True)
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": "never changes: who withdrew it"}

    class Meta:
        db_table = "paper_withdrawal"
