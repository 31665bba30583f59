from typing import ClassVar

from django.db import models


class SectionAbbreviation(models.Model):
    """The abbreviation of a section in the signs of its body's letters, from a day on; the newest counts."""

    id = models.UUIDField(primary_key=True)
    unit = models.IntegerField()
    key = models.TextField()  # what the section is found by, however its name is typed
    since = models.DateField()
    section = models.TextField()
    abbreviation = models.TextField()
    basis = models.TextField()
    mandate = models.IntegerField(null=True)
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "stays: an heir's sections are its own, and enter their own",
        "mandate": "never changes: who entered it",
    }

    class Meta:
        db_table = "section_abbreviation"
        constraints = (
            models.UniqueConstraint(name="section_abbreviation_once", fields=["unit", "key", "since"]),
        )


class CommitteeTerm(models.Model):
    """From when to when a committee of the Party serves, and from which day its numbers are counted."""

    id = models.UUIDField(primary_key=True)
    unit = models.IntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    basis = models.TextField()
    series = models.DateField()
    mandate = models.IntegerField(null=True)
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "stays: an heir is a committee of its own, whose numbers start at 01",
        "mandate": "never changes: who entered it",
    }

    class Meta:
        db_table = "committee_term"
        constraints = (models.UniqueConstraint(name="committee_term_once", fields=["unit", "starts_on"]),)


class DraftingRule(models.Model):
    """Whether the drafts of a body are checked by the head of section before they are signed; no row: they are not."""

    unit = models.IntegerField(primary_key=True)
    is_checked = models.BooleanField()
    mandate = models.IntegerField(null=True)
    at = models.DateTimeField()
    on_reorganisation: ClassVar[dict[str, str]] = {
        "unit": "stays: an heir decides anew",
        "mandate": "never changes: who decided it",
    }

    class Meta:
        db_table = "drafting_rule"
