"""The kinds of work there are, as their desks named them when the house was opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work item: what it is called, how it is drawn, and the words of its states."""

    name: str
    label: str
    drawing: str
    """An icon of `hosting/assets.py`."""
    states: Mapping[str, str]
    """State → Vietnamese label."""
    expects: Mapping[str, str] = field(default_factory=dict)
    """State or step → the act that comes next. The step speaks first; a state that is not named expects none."""
    taken_up_by: tuple[str, ...] = ()
    """Abilities of which somebody where it arrives must have one; none: it stays with who began it, or whoever
    received it may work on it, too."""
    moves_on_as: str = ""
    """The journal verb under which it goes on to another body when nobody is left where it lies; none: it is that
    body's own."""
    sealed: frozenset[str] = frozenset()
    """States in which no paper is added or withdrawn: it goes out under a signature."""
    papers_read_by: str = ""
    """The job that reads a paper added to it, so that it is found by what stands inside; none: nobody reads them."""
    counter: str = ""
    """The section that takes it in and hands it out: that it lies there gives it to nobody of that section."""
    at_receiver: frozenset[str] = frozenset()
    """States whose next act is also done by the body at which it came in, wherever it lies (`work_at_receiver`)."""

    def expected(self, state: str, step: str) -> str:
        """The act that comes next, or nothing."""
        return self.expects.get(step) or self.expects.get(state, "")


KINDS: dict[str, Kind] = {}
"""By name; `desks.registry.register` fills it."""


def kind_label(kind: str) -> str:
    return KINDS[kind].label if kind in KINDS else kind


def state_label(kind: str, state: str) -> str:
    return KINDS[kind].states.get(state, state) if kind in KINDS else state


def kind_labels() -> dict[str, str]:
    """Every kind's name and word, for a form that offers them."""
    return {kind.name: kind.label for kind in KINDS.values()}
