"""Campaigns, rounds, what was expected of whom, and what came of it.

Expectations are written before the start and never change; attempts and snapshots are appended by the
verifier's role alone. Which role may do what stands in `sql/rehearsal.sql`.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lienthong.rehearsal import terms
from lienthong.rehearsal.conduct import Validity

_TRIAL_ONLY = "stays: a trial of this generation says nothing about the next"


class Campaign(models.Model):
    """A series of rounds before one day of going live."""

    id = models.AutoField(primary_key=True)
    name = models.TextField()
    go_live_on = models.DateField()
    opened_at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "campaign"


class Round(models.Model):
    id = models.AutoField(primary_key=True)
    campaign = models.ForeignKey(Campaign, models.CASCADE, db_column="campaign")
    number = models.IntegerField(unique=True)
    kind = models.TextField()
    phase = models.SmallIntegerField(default=1)
    seed = models.BigIntegerField()
    speed = models.FloatField()
    played_by = models.TextField()
    scenarios = ArrayField(models.TextField())
    state = models.TextField()
    is_open_ended = models.BooleanField()  # people's limits run out only when the round ends
    catalogue = models.IntegerField()  # how many procedures there are to exercise
    roster_sha256 = models.TextField()
    expectations_sha256 = models.TextField()
    guest_pass = models.TextField(default="")  # lifts the limit by address for the round's own citizens
    starts_at = models.DateTimeField(null=True)  # the world's time
    starts_real_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_real_at = models.DateTimeField(null=True)
    lateness_p99_ms = models.FloatField(null=True)  # the driver's own, from the planned instants
    validity = models.TextField(
        null=True
    )  # of `conduct.Validity`; while unknown, and if valid, the round judges
    conduct = models.JSONField(null=True)  # `conduct.Conduct`: answer times, waiting, machine, CPU by process
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "trial_round"
        constraints = (
            models.CheckConstraint(name="trial_round_kind", condition=models.Q(kind__in=terms.ROUND_KINDS)),
            models.CheckConstraint(
                name="trial_round_state", condition=models.Q(state__in=terms.ROUND_STATES)
            ),
            models.CheckConstraint(
                name="trial_round_played_by", condition=models.Q(played_by__in=terms.PLAYED_BY)
            ),
            models.CheckConstraint(name="trial_round_speed", condition=models.Q(speed__gt=0)),
            models.CheckConstraint(
                name="trial_round_validity",
                condition=models.Q(validity__isnull=True) | models.Q(validity__in=list(Validity)),
            ),
        )


class RoundUnit(models.Model):
    """A unit enrolled in a round, with its cast. Withdrawn, not deleted: it stays in every denominator."""

    pk = models.CompositePrimaryKey("round", "unit")
    round = models.IntegerField()
    unit = models.IntegerField()
    party_unit = models.IntegerField(null=True)
    area = models.IntegerField()
    code = models.TextField()
    cast_posts = models.JSONField()  # role → post
    cast_words = models.JSONField()  # role → the post in words that are the same in every world
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(default="")
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": _TRIAL_ONLY,
        "party_unit": _TRIAL_ONLY,
        "cast_posts": _TRIAL_ONLY,
    }

    class Meta:
        db_table = "round_unit"


class ScenarioPin(models.Model):
    """The text a round was planned from, kept with it: files change, what was promised does not."""

    pk = models.CompositePrimaryKey("round", "scenario")
    round = models.IntegerField()
    scenario = models.TextField()
    version = models.TextField()
    system = models.TextField()
    sha256 = models.TextField()
    content = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "scenario_pin"


class PlannedCase(models.Model):
    """One instance of a scenario at one unit."""

    id = models.BigAutoField(primary_key=True)
    round = models.IntegerField()
    unit = models.IntegerField()
    scenario = models.TextField()
    system = models.TextField()
    instance = models.SmallIntegerField()
    at_minute = models.FloatField()
    params = models.JSONField()
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": _TRIAL_ONLY}

    class Meta:
        db_table = "planned_case"
        constraints = (
            models.UniqueConstraint(
                name="planned_case_once", fields=["round", "unit", "scenario", "instance"]
            ),
        )


class CaseSecret(models.Model):
    """The nonce of a case and what was true of it at planning. The app writes it and cannot read it."""

    case = models.BigIntegerField(primary_key=True)
    round = models.IntegerField(db_index=True)
    nonce = models.TextField(db_index=True)
    baseline = models.JSONField(default=dict)
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "case_secret"


class InFlight(models.Model):
    """A dossier received by an old body and still open: what a round may pick as work in flight."""

    item = models.UUIDField(primary_key=True)
    nonce = models.TextField()
    code = models.TextField()
    due_at = models.DateTimeField()
    jurisdiction = models.IntegerField(db_index=True)
    is_for_people = models.BooleanField()  # kept for rounds that no clerk plays
    round = models.IntegerField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {"jurisdiction": "stays; its holder of the day is asked"}

    class Meta:
        db_table = "in_flight"


class Expectation(models.Model):
    """One step of one case: the denominator. Frozen when the round starts."""

    id = models.BigAutoField(primary_key=True)
    round = models.IntegerField()
    case = models.BigIntegerField()
    unit = models.IntegerField()
    scenario = models.TextField()
    system = models.TextField()
    instance = models.SmallIntegerField()
    step = models.TextField()
    position = models.SmallIntegerField()
    after = ArrayField(models.TextField())
    role = models.TextField()
    cast_post = models.IntegerField(null=True)
    mandatory = models.BooleanField()
    catches = models.BooleanField()
    is_peoples = models.BooleanField()
    start_within = models.IntegerField(null=True)  # seconds of the scenario
    within = models.IntegerField()
    procedure = models.TextField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": _TRIAL_ONLY, "cast_post": _TRIAL_ONLY}

    class Meta:
        db_table = "expectation"
        constraints = (models.UniqueConstraint(name="expectation_once", fields=["case", "step"]),)
        indexes = (models.Index(name="expectation_round", fields=["round", "unit"]),)


class Attempt(models.Model):
    """What the verifier found of one expectation. Appended by its role alone."""

    id = models.BigAutoField(primary_key=True)
    expectation = models.BigIntegerField()
    round = models.IntegerField()
    number = models.SmallIntegerField()
    verdict = models.TextField()
    actor = models.IntegerField(null=True)
    actor_kind = models.TextField(default="")
    started_at = models.DateTimeField(null=True)  # the world's time
    ended_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField()  # real time
    on_time = models.BooleanField()
    conforming = models.BooleanField()
    line = models.BigIntegerField(null=True)  # the journal line that decided it
    door = models.TextField(null=True)  # of its first line; null: none, or from before this was kept
    access = models.BigIntegerField(null=True)  # the session or token of its first line
    evidence = models.JSONField()
    on_reorganisation: ClassVar[dict[str, str]] = {"actor": "never changes: the mandate that did it"}

    class Meta:
        db_table = "attempt"
        constraints = (
            models.UniqueConstraint(name="attempt_number", fields=["expectation", "number"]),
            models.UniqueConstraint(
                name="attempt_line", fields=["expectation", "line"], condition=~models.Q(line=None)
            ),
            models.CheckConstraint(
                name="attempt_verdict",
                condition=models.Q(verdict__in=[verdict.value for verdict in terms.Verdict]),
            ),
        )
        indexes = (models.Index(name="attempt_round", fields=["round", "decided_at"]),)


class Snapshot(models.Model):
    """What the board said at a time: recomputable, and chained to the one before."""

    id = models.BigAutoField(primary_key=True)
    round = models.IntegerField()
    number = models.IntegerField()
    as_of = models.DateTimeField()  # real time
    cut = models.BigIntegerField()  # the transaction id before which the journal was read whole
    numbers = models.JSONField()
    is_final = models.BooleanField()
    sha256 = models.TextField()
    previous_sha256 = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "snapshot"
        constraints = (models.UniqueConstraint(name="snapshot_number", fields=["round", "number"]),)


class NonceTwin(models.Model):
    """An item that carries a case's nonce and is not the case's: opened by somebody else, or a second of its name. A
    finding of its own; no unit is judged by it. Appended by the verifier alone.
    """

    id = models.BigAutoField(primary_key=True)
    round = models.IntegerField()
    case = models.BigIntegerField()
    item = models.UUIDField()
    kind = models.TextField()
    opened_by = models.IntegerField(null=True)
    opened_unit = models.IntegerField(null=True)
    door = models.TextField(null=True)
    opened_at = models.DateTimeField()  # the world's time
    on_reorganisation: ClassVar[dict[str, str]] = {
        "opened_by": "never changes: the mandate that opened it",
        "opened_unit": "never changes: the unit at the time",
    }

    class Meta:
        db_table = "nonce_twin"
        constraints = (models.UniqueConstraint(name="nonce_twin_once", fields=["round", "item"]),)


class RoundCheck(models.Model):
    """What was found when a round was held against its records, at its end. Appended by the verifier alone."""

    pk = models.CompositePrimaryKey("round", "position")
    round = models.IntegerField()
    position = models.SmallIntegerField()
    label = models.TextField()
    holds = models.BooleanField()
    said = models.TextField()
    at = models.DateTimeField()  # real time
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "round_check"


class VoidRequest(models.Model):
    """Two people and a reason ask for a result to be taken away; the verifier writes it."""

    id = models.BigAutoField(primary_key=True)
    expectation = models.BigIntegerField(unique=True)
    reason = models.TextField()
    asked_by = models.IntegerField()
    asked_person = models.IntegerField()
    confirmed_by = models.IntegerField(null=True)
    confirmed_person = models.IntegerField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {
        "asked_by": "never changes: the mandate that asked",
        "asked_person": "stays",
        "confirmed_by": "never changes: the mandate that confirmed",
        "confirmed_person": "stays",
    }

    class Meta:
        db_table = "void_request"
        constraints = (
            models.CheckConstraint(
                name="void_request_two_people",
                condition=models.Q(confirmed_person=None)
                | ~models.Q(confirmed_person=models.F("asked_person")),
            ),
        )


class Finding(models.Model):
    """What went wrong at a step. It closes only when the same step passes in a later round."""

    id = models.BigAutoField(primary_key=True)
    round = models.IntegerField(db_index=True)
    severity = models.TextField()  # 'low' | 'medium' | 'high' | 'critical'
    scenario = models.TextField()
    step = models.TextField()
    units = ArrayField(models.IntegerField())
    text = models.TextField()
    owner = models.IntegerField(null=True)
    due_on = models.DateField(null=True)
    closed_round = models.IntegerField(null=True)
    on_reorganisation: ClassVar[dict[str, str]] = {
        "units": _TRIAL_ONLY,
        "owner": "the mandate's heir is named by a person",
    }

    class Meta:
        db_table = "finding"


class Supervision(models.Model):
    """Which units a supervising team watches in a campaign."""

    pk = models.CompositePrimaryKey("campaign", "unit", "team")
    campaign = models.IntegerField()
    unit = models.IntegerField()
    team = models.TextField()
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": _TRIAL_ONLY}

    class Meta:
        db_table = "supervision"


class Technician(models.Model):
    """Who stays with a unit during a campaign."""

    pk = models.CompositePrimaryKey("campaign", "unit", "person")
    campaign = models.IntegerField()
    unit = models.IntegerField()
    person = models.IntegerField()
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": _TRIAL_ONLY, "person": "stays"}

    class Meta:
        db_table = "technician"


class Readiness(models.Model):
    """Something a unit must have before a round: accounts, a line, a room."""

    id = models.BigAutoField(primary_key=True)
    campaign = models.IntegerField()
    unit = models.IntegerField()
    item = models.TextField()
    done = models.BooleanField(default=False)
    evidence = models.TextField(default="")
    on_reorganisation: ClassVar[dict[str, str]] = {"unit": _TRIAL_ONLY}

    class Meta:
        db_table = "readiness"
        constraints = (models.UniqueConstraint(name="readiness_once", fields=["campaign", "unit", "item"]),)
