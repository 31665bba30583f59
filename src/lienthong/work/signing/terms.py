"""The words of signatures: in which form somebody signs and what stands above the name (Decree 30/2020)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

SignedAs = Literal["own", "q", "tm", "kt", "tuq", "tl"]

SIGNS_IN_OWN_NAME: Final = frozenset({"lanh_dao", "bi_thu", "trung_tam_cds", "vptu"})
"""Who answers for what their body signs, or for its office where the trial plays one person of it."""

SIGNS_FOR_THE_COMMITTEE: Final = frozenset({"pho_bi_thu"})
"""A Party committee is a collective: its deputy secretary signs on its behalf, not in the secretary's place (HD 36)."""

MARKS: Mapping[SignedAs, str] = {"q": "Q.", "tm": "T/M", "kt": "KT.", "tuq": "TUQ.", "tl": "TL."}
"""What is printed before the title; nothing before one's own."""

FORMS: Mapping[SignedAs, str] = {
    "own": "ký",
    "q": "ký với tư cách Quyền (Q.)",
    "tm": "ký thay mặt (T/M)",
    "kt": "ký thay (KT.)",
    "tuq": "ký thừa ủy quyền (TUQ.)",
    "tl": "ký thừa lệnh (TL.)",
}

ACTING = "Quyền "
"""How the title of an acting head begins: «Quyền Chủ tịch UBND»."""

DEPUTY = "Phó "


@dataclass(frozen=True, slots=True)
class Delegated:
    """A delegation to the person who wants to sign, in force or not."""

    id: UUID
    form: Literal["kt", "tuq", "tl"]
    covers: tuple[str, ...]
    since: date
    until: date | None
    """The last day."""
    for_post: int
    is_withdrawn: bool
    is_lapsed: bool
    """The giver's mandate has ended."""

    def holds(self, day: date, ability: str) -> bool:
        is_due = self.since <= day and (self.until is None or day <= self.until)
        return is_due and ability in self.covers and not (self.is_withdrawn or self.is_lapsed)


@dataclass(frozen=True, slots=True)
class Head:
    """The head's post of a body. `is_held`: somebody holds it today."""

    post: int
    title: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides in which form somebody signs on a day."""

    role: str
    title: str
    day: date
    ability: str
    delegations: tuple[Delegated, ...] = ()
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """In which form somebody signs: for which post, by which delegation. Ids only: it is kept with the item."""

    form: SignedAs
    for_post: int | None = None
    delegation: UUID | None = None

    def facts(self, signer: int | None) -> dict[str, Any]:
        """For the journal; a head's own signature says nothing more than the line itself."""
        if self.form == "own":
            return {}
        return {
            "signed_as": self.form,
            "signer": signer,
            "signed_for": self.for_post,
            "signed_under": str(self.delegation) if self.delegation else None,
        }


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as it is shown: who, in which form, for whom, by which paper."""

    form: SignedAs
    name: str
    title: str
    for_title: str
    basis: str
    line: tuple[str, ...]
    """Printed above the name: («KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH»)."""
    said: str
    """«Trần Văn B, Phó Chủ tịch UBND, ký thay (KT.) Chủ tịch UBND, theo Giấy ủy quyền số 05/GUQ-UBND …»."""
