"""What the virtual counterparts of a round send: the scenario's `with`, filled with the case's own values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from lienthong.personnel.believable.names import draw_name
from lienthong.rehearsal.planning.rules import draw
from lienthong.rehearsal.scripts.order import holds
from lienthong.rehearsal.scripts.scenario import Call

_VARIABLE = re.compile(r"\$([a-z_]+)(?:\.([a-z_]+))?")

Fields = Mapping[str, Any]
"""The fields of a variable; the one named "" is what the bare name stands for."""

Variables = Mapping[str, Any]


@dataclass(frozen=True)
class PlaceOf:
    """A unit as letters and reports name it."""

    unit: int
    name: str
    area: int | None = None
    area_name: str = ""
    party_unit: int | None = None
    party_name: str = ""

    @property
    def fields(self) -> Fields:
        return {"": self.unit, "ten": self.name, "area": self.area, "dia_ban": in_sentence(self.area_name)}

    @property
    def party_fields(self) -> Fields:
        return {"": self.party_unit, "ten": self.party_name}


def in_sentence(name: str) -> str:
    """«Phường An Khánh» within a line: «phường An Khánh»."""
    return name[:1].lower() + name[1:]


ANY_ROUND = "[Vòng "
"""How the mark of every round begins."""


def round_mark(number: int) -> str:
    """Stands in every paper of a round, so that people and clerks know theirs from others'."""
    return f"{ANY_ROUND}{number}]"


def body_of(do: Call, params: Mapping[str, Any], variables: Variables) -> dict[str, Any]:
    """`with`, changed where a condition of the instance says so, and filled in."""
    wanted = dict(do.with_)
    for condition, changes in do.instead.items():
        if holds(condition, params):
            wanted.update(changes)
    return {name: fill(value, variables) for name, value in wanted.items()}


def fill(value: Any, variables: Variables) -> Any:
    if isinstance(value, list):
        return [fill(element, variables) for element in value]
    if not isinstance(value, str):
        return value
    whole = _VARIABLE.fullmatch(value)
    if whole is not None:
        return _lookup(whole, variables)
    return _VARIABLE.sub(lambda match: str(_lookup(match, variables)), value)


def _lookup(match: re.Match[str], variables: Variables) -> Any:
    value, field = variables[match[1]], match[2]
    if isinstance(value, Mapping):
        return value[field or ""]
    if field is not None:
        raise KeyError(match[0])
    return value


def citizen_of(seed: int, unit: str, scenario: str, instance: int, place: str) -> Fields:
    """An invented person; the telephone begins with 0900, which is nobody's."""
    random = Random(int(draw(seed, "citizen", unit, scenario, instance) * 2**53))  # noqa: S311 – a name
    return {
        "ten": draw_name(random),
        "dien_thoai": f"0900{random.randrange(10**6):06d}",
        "dia_chi": f"{random.randrange(1, 400)} đường số {random.randrange(1, 60)}, {place}",
    }


def papers_of(components: tuple[str, ...]) -> Fields:
    """All papers, or one missing: the last can be brought later, the first is the original."""
    return {
        "du": list(components),
        "thieu_cuoi": list(components[:-1]),
        "thieu_dau": list(components[1:]),
        "cuoi": [components[-1]],
    }
