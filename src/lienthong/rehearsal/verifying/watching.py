"""A round under the verifier's eyes: its cases, the items with their nonces, what is left to check."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from sys import intern
from typing import Any
from uuid import UUID

from lienthong.ground.actor import access_id
from lienthong.rehearsal.scripts import catalogue
from lienthong.rehearsal.scripts.order import Orders
from lienthong.rehearsal.scripts.scenario import CountProof, Scenario, UniqueProof
from lienthong.rehearsal.terms import PASSING
from lienthong.rehearsal.verifying.belonging import has_part, is_its_own, opening_of
from lienthong.rehearsal.verifying.evaluation import Case
from lienthong.rehearsal.verifying.ledger import Ledger
from lienthong.rehearsal.verifying.reading import Api, Look, Slip, Unanswered
from lienthong.rehearsal.verifying.terms import Check, Due, FirstLine, Line, Outcome, Setting, Twin
from lienthong.units.terms import CITY_PROVINCE

LOOKS_AT_ONCE = 400
"""Proofs under way at a time; how many of them really ask at once is up to the readers' threads."""

SECOND_LOOKS = 2
"""A proof that does not hold is looked at again: the line may have been read before its twin."""


@dataclass
class _Waiting:
    check: Check
    tries: int = 0


Counterparts = Mapping[str, Mapping[str, int]]
"""Province → what a scenario calls them, or a role → unit."""

_Read = tuple[str, dict[str, Any]] | None
"""What is wrong, or "", with the evidence; None when nobody answered."""


def _needs_reader(check: Check) -> bool:
    return any(not isinstance(proof, CountProof | UniqueProof) for proof in check.proofs)


class RoundWatch:
    def __init__(self, trial: Any, ledger: Ledger, api: Api, counterparts: Counterparts) -> None:
        self.trial = trial
        self._ledger = ledger
        self._api = api
        self._cases: dict[int, Case] = {}
        self._nonces: dict[int, str] = {}
        self._baselines: dict[int, Mapping[str, Any]] = {}
        self._by_nonce: dict[str, list[int]] = defaultdict(list)
        self._by_item: dict[UUID, list[Case]] = {}
        self._waiting: list[_Waiting] = []
        self._looking: list[tuple[_Waiting, Future[_Read]]] = []
        self._unbegun: list[Case] = []
        self._numbers: Counter[int] = Counter()
        self._lines: set[tuple[int, int]] = set()
        """What an earlier life of the verifier wrote of which line; this one reads each once."""
        self._limits: dict[int, datetime] = {}
        self._twins: list[Twin] = []
        self._guests = access_id(sha256(trial.guest_pass.encode()).digest())
        self._load({province: _variables(units) for province, units in counterparts.items()})

    # --- from the tables

    def _load(self, counterparts: Counterparts) -> None:
        scenarios = self._scenarios()
        orders = {name: Orders(scenario) for name, scenario in scenarios.items()}
        dues = self._dues()
        setting = Setting(
            self.trial.speed, self.trial.starts_at, self.trial.is_open_ended, self.trial.played_by
        )
        named: dict[tuple[str | None, int, int | None, int | None], Mapping[str, int | None]] = {}
        for row in self._ledger.stream("cases_of", round=self.trial.id):
            # One meeting for all is called by the centre that runs the round, wherever the unit is.
            is_one_for_all = scenarios[row.scenario].nonce == "round"
            province = CITY_PROVINCE if is_one_for_all else row.province
            theirs = counterparts.get(province) or counterparts.get(CITY_PROVINCE, {})
            place = (province, row.unit, row.party_unit, row.neighbour)
            if place not in named:
                named[place] = {
                    **theirs, "unit": row.unit, "dang_uy": row.party_unit, "lang_gieng": row.neighbour,
                }  # fmt: skip
            case = Case(
                row.id,
                orders[row.scenario].of(row.params),
                named[place],
                dues[row.id],
                row.at_minute,
                setting,
            )
            self._cases[row.id] = case
            self._nonces[row.id] = row.nonce
            if row.baseline:
                self._baselines[row.id] = row.baseline
            self._by_nonce[row.nonce].append(row.id)
            if "item" in row.baseline:
                self._bind(case, UUID(row.baseline["item"]), "dossier", name="item")
        self._settle(dues)
        self._unbegun = list(self._cases.values())
        self._note_limits(self._cases)

    def _scenarios(self) -> dict[str, Scenario]:
        pins = self._ledger.ask("pins_of", round=self.trial.id)
        return {row.scenario: catalogue.load(row.content, row.scenario).scenario for row in pins}

    def _dues(self) -> dict[int, dict[str, Due]]:
        dues: dict[int, dict[str, Due]] = defaultdict(dict)
        for row in self._ledger.stream("dues_of", round=self.trial.id):
            step = intern(row.step)
            dues[row.case][step] = Due(row.id, step, row.cast_post, row.start_within, row.within)
        return dues

    def _settle(self, dues: Mapping[int, Mapping[str, Due]]) -> None:
        """What an earlier life of the verifier has decided stays decided."""
        steps = {due.id: (case, due.step) for case, by_step in dues.items() for due in by_step.values()}
        for row in self._ledger.stream("attempts_of", round=self.trial.id):
            case, step = steps[row.expectation]
            self._numbers[row.expectation] = row.number
            self._lines.update((row.expectation, line) for line in row.lines or ())
            if row.decided:
                self._cases[case].settle(step, row.ended_at if row.verdict in PASSING else None)

    # --- binding

    def bind(self, opening: FirstLine, to: int | None) -> None:
        """A nonce many cases share – one meeting for all – belongs to the case of the unit it came to. What nobody of
        the case opened is a copy: a twin, and nothing done with it is the case's.
        """
        cases = [self._cases[case] for case in self._by_nonce.get(opening.nonce, ())]
        if len(cases) > 1:
            cases = [case for case in cases if case.resolve("unit") == to] or cases
        own = [case for case in cases if is_its_own(opening, case, self._guests)]
        for case in own:
            self._bind(case, opening.item, opening.kind)
        if cases and not own and not any(has_part(opening.unit, case) for case in cases):
            self._twins.append(Twin(cases[0].id, opening))

    def _bind(self, case: Case, item: UUID, kind: str, name: str | None = None) -> None:
        case.bind(item, kind, name)
        self._by_item.setdefault(item, []).append(case)

    @property
    def bound(self) -> Mapping[UUID, list[Case]]:
        return self._by_item

    # --- what happens

    def read(self, lines: Iterable[Line]) -> list[Outcome]:
        decided: list[Outcome] = []
        touched: set[int] = set()
        for line in lines:
            for case in self._by_item.get(line.item, ()):
                touched.add(case.id)
                if case.is_second(line):
                    self._twins.append(Twin(case.id, opening_of(line)))
                outcomes, checks = case.happens(line)
                decided += [
                    o for o in outcomes if o.line is None or (o.expectation, o.line) not in self._lines
                ]
                self._waiting += map(_Waiting, checks)
        self._note_limits(touched)
        return decided

    def _note_limits(self, cases: Iterable[int]) -> None:
        """When to look at a case next, though nothing happens in it."""
        for case in cases:
            at = self._cases[case].next_deadline()
            if at is None:
                self._limits.pop(case, None)
            else:
                self._limits[case] = at

    def pass_time(self, now: datetime, covered_at: datetime) -> list[Outcome]:
        """Observations that begin now, and limits that ran out while nothing can have gone unread."""
        waiting: list[Case] = []
        for case in self._unbegun:
            checks = case.begins(now)
            self._waiting += map(_Waiting, checks)
            if not checks and case.begins_at > now:
                waiting.append(case)
        self._unbegun = waiting
        late = [case for case, at in self._limits.items() if at < covered_at]
        outcomes = [outcome for case in late for outcome in self._cases[case].overdue(covered_at)]
        self._note_limits(late)
        return outcomes

    def look(self, slips: Mapping[UUID, Slip], now: datetime, readers: Executor) -> list[Outcome]:
        """Judge what has been read, and send readers for more; what nobody answers is asked again.

        A slow API makes verdicts late, never wrong: limits are held against the journal's times.
        """
        read = [waiting for waiting in self._looking if waiting[1].done()]
        self._looking = [waiting for waiting in self._looking if not waiting[1].done()]
        decided = [o for waiting, answer in read for o in self._judge(waiting, answer.result(), now)]
        asking = self._waiting[: LOOKS_AT_ONCE - len(self._looking)]
        del self._waiting[: len(asking)]
        clashes = self._clashes(asking)
        for waiting in asking:
            if _needs_reader(waiting.check):
                self._looking.append((waiting, readers.submit(self._look_at, waiting, slips, clashes)))
            else:
                decided += self._judge(waiting, self._look_at(waiting, slips, clashes), now)
        return decided

    def _look_at(
        self, waiting: _Waiting, slips: Mapping[UUID, Slip], clashes: Mapping[str, set[UUID]]
    ) -> _Read:
        case = self._cases[waiting.check.case]
        look = Look(
            self._api, case, self._nonces[case.id], self._baselines.get(case.id, {}),
            slips.get(case.items.get("item", UUID(int=0))), self.trial.guest_pass,
            lambda number, item: item in clashes.get(number, ()),
        )  # fmt: skip
        try:
            return look.wrong(waiting.check.proofs), look.evidence
        except Unanswered:
            return None

    def _judge(self, waiting: _Waiting, result: _Read, now: datetime) -> list[Outcome]:
        case, step = self._cases[waiting.check.case], waiting.check.step
        if result is None or (result[0] and waiting.tries < SECOND_LOOKS):
            waiting.tries += result is not None
            self._waiting.append(waiting)
            return []
        wrong, evidence = result
        outcomes = case.checked(step, wrong, evidence, now)
        self._note_limits([case.id])
        self._waiting += map(_Waiting, case.follow_up())
        return outcomes

    def _clashes(self, due: Sequence[_Waiting]) -> dict[str, set[UUID]]:
        """One question for each kind of number, however many items ask it."""
        asked: dict[str, set[UUID]] = defaultdict(set)
        for waiting in due:
            for proof in waiting.check.proofs:
                item = self._cases[waiting.check.case].items.get(getattr(proof, "of", ""))
                if isinstance(proof, UniqueProof) and item is not None:
                    asked[proof.unique].add(item)
        return {number: self._ledger.clashing(number, sorted(items)) for number, items in asked.items()}

    def close(self) -> list[Outcome]:
        self._waiting.clear()
        self._looking.clear()
        return [outcome for case in self._cases.values() for outcome in case.close()]

    @property
    def has_looks_left(self) -> bool:
        return bool(self._waiting or self._looking)

    # --- writing

    def write(self, outcomes: Sequence[Outcome]) -> None:
        numbered = []
        for outcome in outcomes:
            self._numbers[outcome.expectation] += 1
            numbered.append((self._numbers[outcome.expectation], outcome))
        voids = self._ledger.voids(self.trial.id)
        self._numbers.update(outcome.expectation for _, outcome in voids)
        self._ledger.write_attempts(self.trial.id, numbered + voids)
        self._ledger.write_twins(self.trial.id, self._twins)
        self._twins.clear()


def _variables(units: Mapping[str, int]) -> dict[str, int]:
    """The names scenarios use for the bodies a commune writes to, by what they are called and by role."""
    names = {"trung_tam": "trung_tam_cds", "van_phong_thanh_uy": "vptu"}
    roles = {f"city:{role}": unit for role, unit in units.items()}
    return roles | {name: units[role] for name, role in names.items() if role in units}
