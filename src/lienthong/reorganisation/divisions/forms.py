"""What the acts on a division ask for over the API."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from lienthong.pages.forms import Form
from lienthong.reorganisation.divisions.terms import RuleKind

Items = Annotated[list[UUID], Field(min_length=1, max_length=20_000)]
Reason = Annotated[str, Field(max_length=500)]


class WriteRule(Form):
    kind: RuleKind = Field(description="`commune` is for divided districts and takes no part")
    pattern: dict[str, Any] = Field(
        default_factory=dict,
        description="words {any, from, to, side} · neighbourhood {names} · point {area} · field {fields} · commune {}",
    )
    part: int | None = None


class ApplyRules(Form):
    after: UUID | None = Field(None, description="The `after` of the previous answer; none begins")
    at_most: int = Field(10_000, ge=1, le=20_000)


class DecideItems(Form):
    items: Items
    part: int
    reason: Reason = ""


class DecideStreet(Form):
    street: str = Field(
        max_length=200, description="As the list of streets names it; empty: no street could be read"
    )
    part: int
    reason: Reason = ""


class TakeBack(Form):
    items: Items
    reason: Reason = ""
