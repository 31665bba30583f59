"""What another text of a plan changes: sentences added, removed, changed, and the head. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lienthong.reorganisation.plans.terms import PlanText, Transition
from lienthong.reorganisation.plans.texts.files import document_of
from lienthong.reorganisation.plans.texts.rows import HEAD


@dataclass(frozen=True, slots=True)
class Changes:
    """By number: of the new text what was added, of the old what was removed, of both what was changed."""

    added: tuple[int, ...]
    removed: tuple[int, ...]
    changed: tuple[tuple[int, int], ...]
    head: tuple[str, ...]
    """Which of name, date, basis and point of no return."""
    is_reordered: bool

    def counts(self) -> dict[str, int]:
        return {"added": len(self.added), "removed": len(self.removed), "changed": len(self.changed)}

    @property
    def any(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.head or self.is_reordered)


def changes(before: PlanText, after: PlanText) -> Changes:
    old, new = (
        _left_over(before.transitions, after.transitions),
        _left_over(after.transitions, before.transitions),
    )
    pairs = _pairs(old, new)
    known, fresh = {was for was, _ in pairs}, {now for _, now in pairs}
    heads = document_of(before), document_of(after)
    return Changes(
        added=tuple(no for no in new if no not in fresh),
        removed=tuple(no for no in old if no not in known),
        changed=tuple(pairs),
        head=tuple(name for name in HEAD if heads[0][name] != heads[1][name]),
        is_reordered=not old and not new and before.transitions != after.transitions,
    )


def _left_over(mine: Iterable[Transition], theirs: Iterable[Transition]) -> dict[int, Transition]:
    """Sentences of mine that theirs does not have, word for word."""
    there, left = Counter(theirs), {}
    for no, sentence in enumerate(mine, 1):
        if there[sentence]:
            there[sentence] -= 1
        else:
            left[no] = sentence
    return left


def _pairs(old: dict[int, Transition], new: dict[int, Transition]) -> list[tuple[int, int]]:
    """A sentence is the same, only changed, when it makes the same place, else when it takes of the same one."""
    pairs: list[tuple[int, int]] = []
    waiting = dict(old)
    for names in (_made, _taken):
        by_name = {name: no for no, sentence in reversed(waiting.items()) for name in names(sentence)}
        for no, sentence in new.items():
            match = next((by_name[name] for name in names(sentence) if by_name.get(name) in waiting), None)
            if match is not None and no not in {now for _, now in pairs}:
                pairs.append((match, no))
                del waiting[match]
    return sorted(pairs, key=lambda pair: pair[1])


def _made(sentence: Transition) -> list[Any]:
    return [("area", target.label) for target in sentence.targets if target.code or target.key]


def _taken(sentence: Transition) -> list[Any]:
    return [
        (sentence.field, source.rank, source.code, source.unit, source.key) for source in sentence.sources
    ]
