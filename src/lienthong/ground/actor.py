"""Who asks: a person under one mandate, a citizen holding one item's secret, or the system itself."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import AS_PACKAGED, Calendar

PAGE, API, PUBLIC, PROGRAM = "page", "api", "public", "program"
"""The kinds of doors, as the lines of the journal name them; through `program` come jobs and commands."""


def access_id(digest: bytes) -> int:
    """Of a session, token or pass, from the digest of its secret: what the lines of the journal name it by."""
    return int.from_bytes(digest[:8], "big", signed=True)


@dataclass(frozen=True, slots=True)
class Actor:
    kind: Literal["officer", "citizen", "system"]
    at: datetime
    """The world's time when the transaction asked who this is."""
    mandate: int | None = None
    person: int | None = None
    unit: int | None = None
    seat: int | None = None
    section: str = ""
    role: str = ""
    title: str = ""
    abilities: frozenset[str] = frozenset()
    delegated: frozenset[str] = frozenset()
    """Of `abilities`, what was given to this mandate for today; the rest comes with the role."""
    scope: tuple[int, ...] = ()
    """Jurisdictions the unit holds today: what this actor may act on."""
    reads: tuple[int, ...] = ()
    """Jurisdictions this actor may look at besides `scope`: an explicit list, for those who supervise."""
    archives: tuple[int, ...] = ()
    """Jurisdictions whose closed work this actor's unit keeps: to read, nothing else."""
    item: UUID | None = None
    name: str = ""
    unit_name: str = ""
    unit_code: str = ""
    door: str = field(default="")
    """For those without a mandate: the public door they came through."""
    calendar: Calendar = field(default=AS_PACKAGED, compare=False, repr=False)
    """By which deadlines are counted in this transaction: what is decided in this world when it asked who this is."""
    through: str = field(default=PROGRAM, compare=False)
    """By which kind of door they came, and with which session, token or pass: what the lines of their acts say."""
    access: int | None = field(default=None, compare=False)

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def identity(self) -> str:
        """Under which repeated requests are recognised."""
        return f"m{self.mandate}" if self.mandate is not None else f"{self.kind}:{self.door}"

    def can(self, ability: str) -> bool:
        return ability in self.abilities

    def require(self, ability: str) -> None:
        if ability not in self.abilities:
            raise Refusal(
                "not_allowed",
                "Vai trò hiện tại của bạn không được làm việc này.",
                status=403,
                ability=ability,
                role=self.role,
            )

    def seeing(self, item: UUID) -> Self:
        return replace(self, item=item)
