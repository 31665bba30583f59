"""The registry. Written by its owner only (`load.py`, later the reorganisation desk); everybody may read it.

Primary keys are given by the loader, the same in every world (see `registry.py`); rows made later count in the
range of the installation's province (see `terms.first_of`). That holdings neither overlap nor leave a gap
stands in `sql/holdings.sql` and `sql/one_beginning.sql`: Django cannot say it.
"""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models


class Area(models.Model):
    """An administrative territory of one generation. Its code and its name are reused by the next."""

    id = models.AutoField(primary_key=True)
    code = models.TextField()
    rank = models.TextField()  # 'province' | 'district' | 'commune' (an island district without communes too)
    name = models.TextField()
    kind = (
        models.TextField()
    )  # 'phường', 'xã', 'thị trấn', 'đặc khu', 'quận', 'huyện', 'thị xã', 'thành phố', 'tỉnh'
    folded = models.TextField()
    province = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+", db_column="province")
    district = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, related_name="+", db_column="district", db_index=False
    )
    during = DateRangeField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "area"
        constraints = (
            models.CheckConstraint(
                name="area_rank", condition=models.Q(rank__in=["province", "district", "commune"])
            ),
        )
        indexes = (models.Index(name="area_folded", fields=["folded"]),)


class AreaHeir(models.Model):
    """Which areas took over an area. Split areas have several heirs, exactly one of them by default."""

    pk = models.CompositePrimaryKey("old_id", "new_id")
    old = models.ForeignKey(Area, models.DO_NOTHING, related_name="+", db_column="old", db_index=False)
    new = models.ForeignKey(Area, models.DO_NOTHING, related_name="+", db_column="new")
    is_partial = models.BooleanField()
    is_default = models.BooleanField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "area_heir"
        constraints = (
            models.UniqueConstraint(
                name="area_heir_one_default", fields=["old"], condition=models.Q(is_default=True)
            ),
        )


class Unit(models.Model):
    """A body that acts, signs and numbers. It has an area or an agency code, and ends with its generation."""

    id = models.AutoField(primary_key=True)
    code = models.TextField()
    body = models.TextField()
    name = models.TextField()
    short_name = models.TextField()
    abbreviation = models.TextField()
    area = models.ForeignKey(Area, models.DO_NOTHING, null=True, related_name="+", db_column="area")
    agency = models.TextField(null=True)
    superior = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+", db_column="superior")
    basis = models.TextField()
    side = models.TextField()  # 'government' | 'party'
    during = DateRangeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "superior": "never changes: an abolished unit keeps the superior it had; its heir is a row of its own"
    }

    class Meta:
        db_table = "unit"
        constraints = (
            models.CheckConstraint(name="unit_side", condition=models.Q(side__in=["government", "party"])),
            models.CheckConstraint(
                name="unit_has_area_or_agency",
                condition=models.Q(area__isnull=False, agency__isnull=True)
                | models.Q(area__isnull=True, agency__isnull=False),
            ),
        )


class Jurisdiction(models.Model):
    """A share of responsibility, made for one generation and never used again for another."""

    id = models.AutoField(primary_key=True)
    kind = models.TextField()
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+", db_column="parent")
    area = models.ForeignKey(Area, models.DO_NOTHING, null=True, related_name="+", db_column="area")
    unit = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+", db_column="unit")
    field = models.TextField(null=True)
    during = DateRangeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "parent": "never changes: a part remembers what it was divided from",
        "unit": "never changes: the body the jurisdiction was made for; who answers for it is its holding",
    }

    class Meta:
        db_table = "jurisdiction"
        constraints = (
            models.CheckConstraint(
                name="jurisdiction_shape",
                condition=models.Q(kind="territory", area__isnull=False, parent=None, unit=None, field=None)
                | models.Q(kind="seat", unit__isnull=False, parent=None, area=None, field=None)
                | models.Q(kind="competence", unit__isnull=False, field__isnull=False, parent=None)
                | models.Q(kind="part", parent__isnull=False, unit=None, area__isnull=False)
                | models.Q(kind="part", parent__isnull=False, unit=None, field__isnull=False),
            ),
            models.UniqueConstraint(
                name="jurisdiction_one_territory", fields=["area"], condition=models.Q(kind="territory")
            ),
            models.UniqueConstraint(
                name="jurisdiction_one_seat", fields=["unit"], condition=models.Q(kind="seat")
            ),
            models.UniqueConstraint(
                name="jurisdiction_part_once",
                fields=["parent", "area", "field"],
                nulls_distinct=False,
                condition=models.Q(kind="part"),
            ),
        )


class Holding(models.Model):
    """Who answers for a jurisdiction, from day to day. A reorganisation is rows of this table, dated ahead."""

    id = models.BigAutoField(primary_key=True)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.DO_NOTHING, related_name="+", db_column="jurisdiction", db_index=False
    )
    unit = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+", db_column="unit")
    during = DateRangeField()
    begins_on = models.GeneratedField(
        expression=models.Func("during", function="lower"), output_field=models.DateField(), db_persist=True
    )
    on_reorganisation: ClassVar[dict[str, str]] = {
        "jurisdiction": "never changes: the jurisdiction stays, its holder is followed by another row",
        "unit": "never changes: the row ends on the day and a row of the heir begins",
    }

    class Meta:
        db_table = "holding"
        constraints = (
            models.UniqueConstraint(name="holding_one_at_a_time", fields=["jurisdiction", "begins_on"]),
        )


class ArchiveHolding(models.Model):
    """Who keeps the closed work of a jurisdiction, from day to day, where a plan says so; else it is its holder."""

    id = models.BigAutoField(primary_key=True)
    jurisdiction = models.IntegerField(db_index=True)
    unit = models.IntegerField(db_index=True)
    during = DateRangeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "jurisdiction": "never changes: the jurisdiction stays",
        "unit": "never changes: the row ends on the day and a row of the next keeper begins",
    }

    class Meta:
        db_table = "archive_holding"


class Boundary(models.Model):
    """The outline of an area in WGS 84 (GeoJSON), with its box. A reference, not the legal boundary."""

    area = models.OneToOneField(Area, models.DO_NOTHING, primary_key=True, related_name="+", db_column="area")
    geometry = models.JSONField()
    min_lon = models.FloatField()
    min_lat = models.FloatField()
    max_lon = models.FloatField()
    max_lat = models.FloatField()
    on_reorganisation: ClassVar[dict[str, str]] = {}

    class Meta:
        db_table = "boundary"
