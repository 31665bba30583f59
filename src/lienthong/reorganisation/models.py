"""Plans, what they come to in the registry, and what people decided, confirmed and reconciled on the way.

What a plan *says* is `transition`; its digest is what the signers sign. What it *comes to* – which units, areas and
jurisdictions begin, end and change hands – is compiled from it and may be compiled again as long as it is a draft.
Which role may write what stands in `plans/sql/owner/reorganisation.sql`.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

KINDS = ("merge", "split", "extract", "move", "rename", "dissolve", "transfer_competence")
STATES = ("draft", "approved", "flipped", "reversed")
UPLOADS = ("plan", "replace", "staff")
RULES = ("words", "neighbourhood", "point", "field", "commune")

_OF_THE_PLAN = "never changes: it is what the plan says"
_AT_THE_TIME = "never changes: who did it, at the time"


class Plan(models.Model):
    """A reorganisation on one date. `reversed_on`: the day responsibility went back."""

    id = models.AutoField(primary_key=True)
    name = models.TextField()
    effective_on = models.DateField()
    basis = models.TextField()
    state = models.TextField(default="draft")
    point_of_no_return = models.DateField()
    digest = models.TextField()
    made_by = models.IntegerField(null=True)  # a mandate; none: the owner, by command
    made_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    reversed_on = models.DateField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {"made_by": _AT_THE_TIME}

    class Meta:
        db_table = "plan"
        constraints = (
            models.CheckConstraint(name="plan_state", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="plan_no_return_after_date",
                condition=Q(point_of_no_return__gte=models.F("effective_on")),
            ),
            models.UniqueConstraint(
                name="plan_one_a_date",
                fields=["effective_on"],
                condition=Q(state__in=["approved", "flipped"]),
            ),
        )


class Transition(models.Model):
    """One sentence of a plan: which areas or units become which."""

    pk = models.CompositePrimaryKey("plan_id", "no")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    no = models.IntegerField()
    kind = models.TextField()
    source = models.JSONField()
    target = models.JSONField()
    field = models.TextField(null=True)
    basis = models.TextField()
    archive = models.TextField(
        default="", db_default=""
    )  # code of who keeps the closed work of what ends; none: its heirs
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "transition"
        constraints = (models.CheckConstraint(name="transition_kind", condition=Q(kind__in=KINDS)),)


class PlanSignature(models.Model):
    """Who approved exactly this text. Two different people make a plan the law of the registry."""

    pk = models.CompositePrimaryKey("plan_id", "mandate")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    mandate = models.IntegerField()
    person = models.IntegerField()
    digest = models.TextField()
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": _AT_THE_TIME, "person": _AT_THE_TIME}

    class Meta:
        db_table = "plan_signature"


class PlannedArea(models.Model):
    """An area the plan begins (prepared: it stands in the registry, beyond all dates) or ends."""

    pk = models.CompositePrimaryKey("plan_id", "area")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    area = models.IntegerField()
    begins = models.BooleanField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "planned_area"


class PlannedHeir(models.Model):
    """old → new of the plan. Becomes `area_heir` when the plan is committed."""

    pk = models.CompositePrimaryKey("plan_id", "old", "new")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    old = models.IntegerField()
    new = models.IntegerField()
    is_partial = models.BooleanField()
    is_default = models.BooleanField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "planned_heir"


class PlannedUnit(models.Model):
    pk = models.CompositePrimaryKey("plan_id", "unit")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    unit = models.IntegerField()
    begins = models.BooleanField()
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": _OF_THE_PLAN}

    class Meta:
        db_table = "planned_unit"


class PlannedHolding(models.Model):
    """Who answers for a jurisdiction from the date on, and to whom it goes should the plan be reversed.

    `is_new`: the jurisdiction begins with the plan; what is born in it needs a home after a reversal as well.
    """

    pk = models.CompositePrimaryKey("plan_id", "jurisdiction")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    jurisdiction = models.IntegerField()
    unit = models.IntegerField()
    reversal_unit = models.IntegerField()
    is_new = models.BooleanField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "jurisdiction": _OF_THE_PLAN, "unit": _OF_THE_PLAN, "reversal_unit": _OF_THE_PLAN
    }  # fmt: skip

    class Meta:
        db_table = "planned_holding"
        indexes = (models.Index(name="planned_holding_basket", fields=["jurisdiction"]),)


class PlannedArchive(models.Model):
    """Who keeps the closed work of a jurisdiction from the date on. Becomes `archive_holding` at the commit."""

    pk = models.CompositePrimaryKey("plan_id", "jurisdiction")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    jurisdiction = models.IntegerField()
    unit = models.IntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {"jurisdiction": _OF_THE_PLAN, "unit": _OF_THE_PLAN}

    class Meta:
        db_table = "planned_archive"


class DivisionRule(models.Model):
    """How open work of a divided jurisdiction finds its part: rules that speak must agree, or a person decides."""

    id = models.AutoField(primary_key=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan")
    undivided = models.IntegerField()  # a jurisdiction
    no = models.IntegerField()
    kind = models.TextField()
    pattern = models.JSONField()
    part = models.IntegerField(null=True)  # a jurisdiction; none: that of the old commune's heir
    withdrawn_at = models.DateTimeField(null=True)  # kept: what it decided stays decided, and names it
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "division_rule"
        constraints = (
            models.CheckConstraint(name="division_rule_kind", condition=Q(kind__in=RULES)),
            models.CheckConstraint(
                name="division_rule_part", condition=Q(kind="commune") | Q(part__isnull=False)
            ),
            models.UniqueConstraint(name="division_rule_order", fields=["plan", "undivided", "no"]),
        )


class RuleRun(models.Model):
    """The rules of a divided jurisdiction being applied, batch by batch: how far, with what outcome. One at a time.

    Under the mandate of who started it; `rules`: those that stood then, others end it. `after`: the last item asked.
    """

    id = models.AutoField(primary_key=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    undivided = models.IntegerField()  # a jurisdiction
    mandate = models.IntegerField()
    rules = ArrayField(models.IntegerField())
    total = models.IntegerField()  # open items when it began; more may come in meanwhile
    asked = models.IntegerField(default=0, db_default=0)
    decided = models.JSONField(default=dict, db_default={})  # number of a rule → items it decided
    conflict = models.IntegerField(default=0, db_default=0)
    unknown = models.IntegerField(default=0, db_default=0)
    after = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()  # real time: a worker that died is noticed by its silence
    resumed = models.IntegerField(default=0, db_default=0)  # times taken up again since its last batch
    ended_at = models.DateTimeField(null=True)
    why = models.TextField(default="", db_default="")  # why it ended before all were asked, in words
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": _AT_THE_TIME}

    class Meta:
        db_table = "rule_run"
        constraints = (
            models.UniqueConstraint(
                name="rule_run_one_at_a_time", fields=["plan", "undivided"], condition=Q(ended_at=None)
            ),
        )
        indexes = (models.Index(name="rule_run_of", fields=["plan", "undivided", "id"]),)


class Decision(models.Model):
    """Which part one item of a divided jurisdiction belongs to, who said so, and who looked a second time."""

    pk = models.CompositePrimaryKey("plan_id", "item_id")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    item = models.ForeignKey("work.WorkItem", models.CASCADE, related_name="+", db_column="item")
    part = models.IntegerField()
    by = models.IntegerField(null=True)  # a mandate; none: a rule alone
    rule = models.ForeignKey(DivisionRule, models.SET_NULL, null=True, related_name="+", db_column="rule")
    reason = models.TextField()
    at = models.DateTimeField()
    second_by = models.IntegerField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {"by": _AT_THE_TIME, "second_by": _AT_THE_TIME}

    class Meta:
        db_table = "decision"


class ParsedAddress(models.Model):
    """What a piece of work says about its street, read once (`units/addresses/reading.py`) and never typed by anybody.

    `reading`: the edition that read it; another edition reads it again. What an item's address says never changes.
    """

    item = models.UUIDField(primary_key=True)
    reading = models.SmallIntegerField()
    street = models.TextField()  # without marks; empty: none was found
    spelt = models.TextField()
    words = models.TextField()  # the whole address without marks, to filter by
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "parsed_address"


class Confirmation(models.Model):
    """A receiving unit signs the totals it found on its screen."""

    pk = models.CompositePrimaryKey("plan_id", "unit")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    unit = models.IntegerField()
    totals = models.JSONField()
    mandate = models.IntegerField()
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": _AT_THE_TIME, "mandate": _AT_THE_TIME}

    class Meta:
        db_table = "confirmation"


class Reconciliation(models.Model):
    """The numbers of one dry run or of the flip itself, kept with their digest."""

    id = models.AutoField(primary_key=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan")
    at = models.DateTimeField()
    is_live = models.BooleanField()
    numbers = models.JSONField()
    sha256 = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "reconciliation"


class ReconciledItem(models.Model):
    """One open item as a reconciliation found it, to ask afterwards what became of it. `seq`: of its chain."""

    pk = models.CompositePrimaryKey("reconciliation_id", "item")
    reconciliation = models.ForeignKey(
        Reconciliation, models.CASCADE, related_name="+", db_column="reconciliation", db_index=False
    )
    item = models.UUIDField()
    jurisdiction = models.IntegerField()
    due_at = models.DateTimeField(null=True)
    reference = models.TextField()
    seq = models.IntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {"jurisdiction": "never changes: where it lay at the time"}

    class Meta:
        db_table = "reconciled_item"


class PlannedMandate(models.Model):
    """A mandate the plan begins on its date, or one at an ending body that it closes and that had an end of its own:
    `until`. Others it closes are those of the ending bodies that end on the date.
    """

    pk = models.CompositePrimaryKey("plan_id", "mandate")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    mandate = models.IntegerField()
    begins = models.BooleanField()
    until = models.DateField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": _OF_THE_PLAN}

    class Meta:
        db_table = "planned_mandate"


class PlanUpload(models.Model):
    """A file somebody sent for a plan, until the worker has read it; then what came of it, for a day.

    `told`: rows read so far. `key`: under which it was sent, so that sent again it is the same.
    """

    id = models.UUIDField(primary_key=True)
    purpose = models.TextField()
    plan = models.ForeignKey(
        Plan, models.CASCADE, null=True, related_name="+", db_column="plan", db_index=False
    )
    name = models.TextField()
    content = models.BinaryField()
    mandate = models.IntegerField()
    key = models.TextField()
    made_at = models.DateTimeField()  # real time, as those below
    moved_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0, db_default=0)
    told = models.IntegerField(default=0, db_default=0)
    is_checked = models.BooleanField(default=False, db_default=False)
    ended_at = models.DateTimeField(null=True)
    answer = models.JSONField(null=True)
    refusal = models.JSONField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {"mandate": _AT_THE_TIME}

    class Meta:
        db_table = "plan_upload"
        constraints = (
            models.CheckConstraint(name="plan_upload_purpose", condition=Q(purpose__in=UPLOADS)),
            models.UniqueConstraint(name="plan_upload_once", fields=["mandate", "key"]),
        )


class Succession(models.Model):
    """Who goes on with the open work of a mandate that ends, at one of the bodies it goes to."""

    pk = models.CompositePrimaryKey("plan_id", "mandate", "unit")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_column="plan", db_index=False)
    mandate = models.IntegerField()
    unit = models.IntegerField()
    successor = models.IntegerField()  # a mandate
    named_by = models.IntegerField()  # a mandate
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "mandate": _OF_THE_PLAN, "unit": _OF_THE_PLAN, "successor": _OF_THE_PLAN, "named_by": _AT_THE_TIME
    }  # fmt: skip

    class Meta:
        db_table = "succession"
