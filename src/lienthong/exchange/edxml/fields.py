"""Fields by their names, read where a name is misspelt and it is still sure which one is meant. Pure.

The standard itself writes «Bussiness»; senders write it both ways. Besides that a name may be off by one letter, as
long as it comes near to one name only of those that may stand there.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from lienthong.exchange.edxml import faults
from lienthong.exchange.edxml.tree import Node
from lienthong.kernel.clock import ZONE

SHORTEST_TO_GUESS: Final = 4
"""Letters: of a shorter name every other is near."""

_DAY = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})", re.ASCII)
_MOMENT = re.compile(_DAY.pattern + r"[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


def key_of(name: str) -> str:
    return name.casefold().replace("bussiness", "business")


def is_near(name: str, other: str) -> bool:
    """One letter more, fewer, another, or two beside each other changed over."""
    if abs(len(name) - len(other)) > 1:
        return False
    shared = 0
    while shared < min(len(name), len(other)) and name[shared] == other[shared]:
        shared += 1
    left, right = name[shared:], other[shared:]
    return (
        left[1:] == right
        or left == right[1:]
        or left[1:] == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


class Fields:
    """The parts of a node by the names that may stand there; what has another name is not ours and is passed over."""

    def __init__(self, node: Node, names: Sequence[str]) -> None:
        self.line = node.line
        self._keys = {key_of(name): name for name in names}
        self._parts: dict[str, list[Node]] = defaultdict(list)
        for part in node.children:
            if (name := self._meant(part)) is not None:
                self._parts[name].append(part)

    def _meant(self, part: Node) -> str | None:
        """Refuses `edxml_ambiguous` for a name near to two."""
        key = key_of(part.name)
        if key in self._keys:
            return self._keys[key]
        near = [
            name
            for known, name in self._keys.items()
            if len(known) >= SHORTEST_TO_GUESS and is_near(key, known)
        ]
        if len(near) > 1:
            raise faults.ambiguous(part.name, (self.line, part.line))
        return near[0] if near else None

    def parts(self, name: str) -> list[Node]:
        return self._parts[name]

    def part(self, name: str) -> Node | None:
        """The one of this name. Refuses `edxml_ambiguous` where two of them say different things."""
        parts = self._parts[name]
        for other in parts[1:]:
            if not parts[0].says_the_same(other):
                raise faults.ambiguous(name, (parts[0].line, other.line))
        return parts[0] if parts else None

    def text(self, name: str) -> str:
        part = self.part(name)
        return "" if part is None else part.text

    def needed(self, name: str) -> str:
        """Refuses `edxml_missing`, also for a field that is empty."""
        part = self.part(name)
        if part is None or not part.text:
            raise faults.missing(name, self.line if part is None else part.line)
        return part.text

    def line_of(self, name: str) -> int:
        parts = self._parts[name]
        return parts[0].line if parts else self.line

    def number(self, name: str) -> int | None:
        """None where it is empty. Refuses `edxml_value`."""
        text = self.text(name)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise faults.unreadable(name, self.line_of(name))
        return int(text)

    def day(self, name: str) -> date | None:
        """The year stands first, so that it is sure what is the day; None where it is empty. Refuses `edxml_value`."""
        text = self.text(name)
        if not text:
            return None
        moment = _MOMENT.fullmatch(text) or _DAY.fullmatch(text)
        try:
            if moment is None:
                raise ValueError(text)
            return date(*map(int, moment.groups()[:3]))
        except ValueError:
            raise faults.unreadable(name, self.line_of(name)) from None

    def moment(self, name: str) -> datetime:
        """Vietnam's time. Refuses `edxml_missing`, `edxml_value`."""
        text = self.needed(name)
        moment = _MOMENT.fullmatch(text)
        try:
            if moment is None:
                raise ValueError(text)
            year, month, day, hour, minute, second = (int(each or 0) for each in moment.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=ZONE)
        except ValueError:
            raise faults.unreadable(name, self.line_of(name)) from None


NOTHING: Final = Node("", 0)
"""For what may be absent with all its fields."""
