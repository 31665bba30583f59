"""One instance as it happens: journal lines in, outcomes out. No clock, no database.

A step passes when every event it is proved by has come, in a legal order and by the right hands, and every
other proof holds. What cannot be decided from the journal – what another role reads, numbers, counts – is
handed out as a `Check` and its answer handed back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.ground.actor import PAGE
from lienthong.rehearsal.planning.rules import limit_seconds
from lienthong.rehearsal.scripts.order import Expected, Order, State
from lienthong.rehearsal.scripts.scenario import AbsentProof, Call, EventProof, MetricProof, Step
from lienthong.rehearsal.terms import HUMAN, MACHINE, OPENS, TECHNICIAN, Verdict
from lienthong.rehearsal.verifying.terms import Check, Due, Line, Outcome, Setting

GRACE = timedelta(seconds=3)
"""A line may be committed, and read, a little after the instant it is dated with."""


@dataclass(slots=True)
class _Progress:
    """How far a step is."""

    lines: list[Line] = field(default_factory=list)
    wrong: str = ""
    decided: bool = False
    closed_at: datetime | None = None  # when all its events, or for an observation its proofs, were there
    tries: int = 0


UNTOUCHED = _Progress()


class Case:
    """One instance at one unit. `variables` resolve `$unit` and its like to ids."""

    __slots__ = (
        "_dues", "_progress", "_seen", "_setting", "_state", "_steps", "_variables", "begins_at", "bound", "id",
        "items", "order",
    )  # fmt: skip

    def __init__(
        self,
        case_id: int,
        order: Order,
        variables: Mapping[str, int | None],
        dues: Mapping[str, Due],
        at_minute: float,
        setting: Setting,
    ) -> None:
        self.id = case_id
        self.order = order
        self.items: dict[str, UUID] = {}
        self.bound: dict[UUID, str] = {}
        self._variables = variables
        self._dues = dues
        self._setting = setting
        self.begins_at = setting.starts_at + timedelta(seconds=at_minute * 60 / setting.speed)
        self._state: State = Order.start
        self._steps = order.by_id
        self._progress: dict[str, _Progress] = {}
        self._seen: frozenset[str] = frozenset()

    # --- how far it is. Most cases of a round have not begun: of them nothing is kept.

    def _touched(self, step_id: str) -> _Progress:
        return self._progress.setdefault(step_id, _Progress())

    def _at(self, step_id: str) -> _Progress:
        """To look at only."""
        return self._progress.get(step_id, UNTOUCHED)

    def _standing(self) -> Iterator[tuple[str, _Progress]]:
        return ((step_id, self._at(step_id)) for step_id in self._steps)

    # --- what is known already

    def settle(self, step: str, at: datetime | None) -> None:
        """The verifier decided this step in an earlier life: nothing is decided twice."""
        self._touched(step).decided = True
        self._touched(step).closed_at = at

    def bind(self, item: UUID, kind: str, name: str | None = None) -> None:
        """An item whose papers carry the nonce."""
        self.bound[item] = kind
        if name is not None:
            self.items.setdefault(name, item)

    def count(self, kind: str) -> int:
        return sum(bound == kind for bound in self.bound.values())

    def fact(self, verb: str, name: str) -> Any:
        for progress in self._progress.values():
            for line in progress.lines:
                if line.verb == verb and name in line.facts:
                    return line.facts[name]
        return None

    def resolve(self, name: str | None) -> int | None:
        return self._variables.get(name.removeprefix("$")) if name else None

    # --- what happens

    def happens(self, line: Line) -> tuple[list[Outcome], list[Check]]:
        if line.item in self.items.values():
            self._seen |= {line.verb}

        def matches(proof: EventProof) -> bool:
            return self._matches(proof, line)

        expected = self.order.next(self._state, matches)
        if expected is None:
            return self._out_of_order(line, known=self.order.knows(matches)), []
        self._state |= {expected}
        return self._take(expected, line)

    def is_second(self, line: Line) -> bool:
        """Whether an item begins with this line that is called what another is called already."""
        return line.verb in OPENS and self.order.knows(
            lambda proof: self._is_such(proof, line) and self.items.get(proof.names, line.item) != line.item
        )

    def _matches(self, proof: EventProof, line: Line) -> bool:
        """An event of the item that is called so: work on a copy proves nothing."""
        return self._is_such(proof, line) and self.items.get(proof.names, line.item) == line.item

    def _is_such(self, proof: EventProof, line: Line) -> bool:
        where = proof.where
        return (
            proof.event == line.verb
            and (where.kind is None or where.kind == line.kind)
            and (where.unit is None or self.resolve(where.unit) == line.unit)
            and (where.to is None or self.resolve(where.to) == line.to)
        )

    def _take(self, expected: Expected, line: Line) -> tuple[list[Outcome], list[Check]]:
        proof = self.order.proof(expected)
        progress = self._touched(expected.step)
        self.items.setdefault(proof.names, line.item)
        progress.lines.append(line)
        if proof.where.actor is not None and not self._is_in_role(expected.step, line):
            progress.wrong = "wrong_actor"
        if not self.order.is_done(expected.step, self._state):
            return [], []
        progress.closed_at = line.at
        if progress.decided:
            return [], self._observations()
        outcomes, checks = self._judge(expected.step)
        return outcomes, checks + self._observations()

    def _judge(self, step_id: str) -> tuple[list[Outcome], list[Check]]:
        """All events are there: the limit, the hands, the order; then the other proofs."""
        progress = self._at(step_id)
        last = progress.lines[-1]
        if self._is_late(step_id, last.at):
            return [self._decide(step_id, Verdict.TIMEOUT, late=True)], []
        wrong = progress.wrong or self._disproved(self._steps[step_id])
        if wrong:
            return [self._decide(step_id, Verdict.FAIL, reason=wrong)], []
        proofs = _asked_elsewhere(self._steps[step_id])
        if proofs:
            return [], [Check(self.id, step_id, proofs)]
        return [self._pass(step_id)], []

    def _disproved(self, step: Step) -> str:
        """What the journal itself contradicts."""
        for proof in step.expect:
            if isinstance(proof, AbsentProof) and proof.absent in self._seen:
                return f"{proof.absent} happened"
            if isinstance(proof, MetricProof) and not self._is_within(proof):
                return proof.metric
        return ""

    def _is_within(self, proof: MetricProof) -> bool:
        start, end = self._at(proof.from_).closed_at, self._at(proof.to).closed_at
        if start is None or end is None:
            return False
        seconds = (end - start).total_seconds()
        return (proof.at_least is None or seconds >= proof.at_least) and (
            proof.at_most is None or seconds <= proof.at_most
        )

    def _observations(self) -> list[Check]:
        """Steps without events begin as soon as what comes before is there."""
        checks = []
        for step_id, step in self._steps.items():
            progress = self._at(step_id)
            waits = progress.decided or progress.tries or self.order.events_of(step_id)
            if not waits and self.enabled_at(step_id) is not None:
                self._touched(step_id).tries = 1
                checks.append(Check(self.id, step_id, _asked_elsewhere(step)))
        return checks

    def begins(self, now: datetime) -> list[Check]:
        """Observations at the head of a case begin with its planned instant."""
        return self._observations() if now >= self.begins_at else []

    def checked(self, step_id: str, wrong: str, evidence: Mapping[str, Any], at: datetime) -> list[Outcome]:
        """`wrong`: what a proof contradicts, or "" when all hold."""
        progress = self._touched(step_id)
        if progress.decided:
            return []
        if not progress.lines:
            progress.closed_at = at
        if wrong:
            return [self._decide(step_id, Verdict.FAIL, reason=wrong, **evidence)]
        return [self._pass(step_id, **evidence)]

    def follow_up(self) -> list[Check]:
        return self._observations()

    def _out_of_order(self, line: Line, *, known: bool) -> list[Outcome]:
        """An event the scenario speaks of that may not come now: the instance left the legal orders."""
        if not known or line.verb in self.order.tolerated:
            return []
        step_id = next((s for s, p in self._standing() if p.closed_at is None), list(self._steps)[-1])
        due = self._dues[step_id]
        return [
            Outcome(
                due.id, Verdict.FAIL, {"nonconforming": line.verb, "item": str(line.item)}, line.mandate,
                self._kind_of(step_id, line), line.at, line.at, conforming=False, line=line.id,
                door=line.door, access=line.access,
            )
        ]  # fmt: skip

    # --- limits

    def enabled_at(self, step_id: str) -> datetime | None:
        """Since when the step can be done: the last of those before it, or the planned instant."""
        closed = [self._at(before).closed_at for before in self.order.after(step_id)]
        if not closed:
            return self.begins_at
        known = [at for at in closed if at is not None]
        return max(known) if len(known) == len(closed) else None

    def deadline(self, step_id: str) -> datetime | None:
        enabled = self.enabled_at(step_id)
        return None if enabled is None else enabled + self._span(step_id, self._dues[step_id].within)

    def _span(self, step_id: str, limit: int) -> timedelta:
        step = self._steps[step_id]
        seconds = limit_seconds(limit, self._setting.speed, is_peoples=step.is_peoples)
        return timedelta(seconds=seconds + self._held(step_id))

    def _held(self, step_id: str) -> float:
        """A line that is cut for some seconds holds up whoever comes next."""
        calls = (self._steps[before].do for before in self.order.after(step_id))
        return float(sum(do.hold_seconds or 0 for do in calls if isinstance(do, Call)))

    def _is_late(self, step_id: str, at: datetime) -> bool:
        deadline = self.deadline(step_id)
        return self._runs_out(step_id) and deadline is not None and at > deadline

    def _runs_out(self, step_id: str) -> bool:
        return not (self._setting.is_open_ended and self._steps[step_id].is_peoples)

    def overdue(self, now: datetime) -> list[Outcome]:
        """Steps whose limit has run out unfinished."""
        outcomes = []
        for step_id, progress in self._standing():
            if progress.decided or progress.closed_at is not None or not self._runs_out(step_id):
                continue
            if self._is_being_looked_at(step_id):
                continue
            deadline = self.deadline(step_id)
            if deadline is not None and now > deadline + GRACE:
                outcomes.append(self._decide(step_id, Verdict.TIMEOUT, deadline=deadline.isoformat()))
        return outcomes

    def _is_being_looked_at(self, step_id: str) -> bool:
        """An observation that has begun waits for the verifier alone: its own slowness is nobody's failure."""
        return bool(self._at(step_id).tries) and not self.order.events_of(step_id)

    def next_deadline(self) -> datetime | None:
        waiting = (
            self.deadline(step_id)
            for step_id, p in self._standing()
            if not p.decided and p.closed_at is None and self._runs_out(step_id)
            if not self._is_being_looked_at(step_id)
        )
        return min((at for at in waiting if at is not None), default=None)

    def close(self) -> list[Outcome]:
        """The round is over: what was not done gets its verdict too."""
        outcomes = []
        for step_id, progress in self._standing():
            if progress.decided:
                continue
            if progress.lines or (self.enabled_at(step_id) is not None and self._steps[step_id].is_peoples):
                verdict = Verdict.TIMEOUT if progress.lines else Verdict.NOT_STARTED
            else:
                blocked = any(self._at(b).closed_at is None for b in self.order.after(step_id))
                verdict = Verdict.BLOCKED if blocked else Verdict.NOT_STARTED
            outcomes.append(self._decide(step_id, verdict))
        return outcomes

    @property
    def is_settled(self) -> bool:
        return all(progress.decided for _, progress in self._standing())

    # --- verdicts

    def _pass(self, step_id: str, **evidence: Any) -> Outcome:
        lines = self._at(step_id).lines
        assisted = bool(lines) and self._kind_of(step_id, lines[0]) == "technician"
        return self._decide(step_id, Verdict.PASS_ASSISTED if assisted else Verdict.PASS, **evidence)

    def _decide(self, step_id: str, verdict: Verdict, **evidence: Any) -> Outcome:
        outcome = self._outcome(step_id, verdict, **evidence)
        if self.is_settled:
            # Nothing asks for its lines any more, and a round of the nation has 350,000.
            for progress in self._progress.values():
                progress.lines.clear()
        return outcome

    def _outcome(self, step_id: str, verdict: Verdict, **evidence: Any) -> Outcome:
        progress, due = self._touched(step_id), self._dues[step_id]
        progress.decided = True
        first, last = (progress.lines[0], progress.lines[-1]) if progress.lines else (None, None)
        if progress.lines:
            evidence["lines"] = [line.id for line in progress.lines]
            evidence["items"] = sorted({str(line.item) for line in progress.lines})
        return Outcome(
            expectation=due.id,
            verdict=verdict,
            evidence=evidence,
            actor=first.mandate if first else None,
            actor_kind=self._kind_of_all(step_id),
            started_at=first.at if first else progress.closed_at,
            ended_at=last.at if last else progress.closed_at,
            on_time=self._is_on_time(step_id),
            line=last.id if last else None,
            door=first.door if first else None,
            access=first.access if first else None,
        )

    def _is_on_time(self, step_id: str) -> bool:
        progress, due, enabled = self._at(step_id), self._dues[step_id], self.enabled_at(step_id)
        if enabled is None or progress.closed_at is None:
            return False
        started = progress.lines[0].at if progress.lines else progress.closed_at
        in_time = progress.closed_at <= enabled + self._span(step_id, due.within)
        return in_time and (
            due.start_within is None or started <= enabled + self._span(step_id, due.start_within)
        )

    # --- hands

    def _is_in_role(self, step_id: str, line: Line) -> bool:
        """The cast, somebody else in the same role of the unit, or the technician who helps."""
        return self._kind_of(step_id, line) != "other"

    def _kind_of_all(self, step_id: str) -> str:
        """Of a step with several lines: its first hand's, and a machine's as soon as one line is."""
        kinds = [self._kind_of(step_id, line) for line in self._at(step_id).lines]
        return MACHINE if MACHINE in kinds else kinds[0] if kinds else ""

    def _kind_of(self, step_id: str, line: Line) -> str:
        hand = self._hand_of(step_id, line)
        is_by_page = line.door in (None, PAGE)
        if self._setting.played_by != HUMAN or is_by_page or hand in ("counterpart", "other"):
            return hand
        return MACHINE

    def _hand_of(self, step_id: str, line: Line) -> str:
        due, step = self._dues[step_id], self._steps[step_id]
        if not step.is_peoples:
            return "counterpart"
        if line.actor_post is not None and line.actor_post == due.cast_post:
            return self._setting.played_by
        if line.actor_role == step.role and line.actor_unit == line.unit:
            return "stand_in"
        return "technician" if line.actor_role == TECHNICIAN else "other"


def _asked_elsewhere(step: Step) -> tuple[Any, ...]:
    return tuple(
        proof
        for proof in step.expect
        if not isinstance(proof, EventProof | MetricProof)
        and not (isinstance(proof, AbsentProof) and proof.absent != "item")
    )
