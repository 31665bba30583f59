"""A finished round held against its records: is what stands in its tables what was planned, done and said?

Each check recomputes from rows and lines; none trusts a digest that stands beside what it is the digest of. What the
application can write is found here when it was written past the acts; what the owner's login can write stands in
docs/security.md.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from lienthong.ground.actor import PAGE
from lienthong.kernel.wording import dots
from lienthong.rehearsal.planning import rules
from lienthong.rehearsal.planning.rules import PlannedCase
from lienthong.rehearsal.scripts import catalogue
from lienthong.rehearsal.scripts.catalogue import Pinned
from lienthong.rehearsal.terms import HUMAN, Verdict
from lienthong.rehearsal.verifying.ledger import Ledger, digest_of_snapshot
from lienthong.rehearsal.verifying.rates import Attempted, Expected, course_of, says_the_same
from lienthong.rehearsal.verifying.terms import Checked

SHOWN = 3
"""So many of what is wrong are named; the rest is counted."""


class EnrolledRow(NamedTuple):
    unit: int
    code: str
    cast_posts: dict[str, int]
    cast_words: dict[str, str]
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class _Round:
    """What every check reads of a round."""

    row: Any
    ledger: Ledger
    roster: tuple[EnrolledRow, ...]
    pins: Mapping[str, Pinned]
    lines: tuple[Any, ...]
    """Of the journal, about the round itself."""

    def ask(self, name: str) -> list[Any]:
        return self.ledger.ask(name, round=self.row.id)

    def said(self, verb: str) -> list[Any]:
        return [line for line in self.lines if line.verb == verb]


Wrong = Iterator[str]
"""What is wrong, thing by thing; nothing when all holds."""


def checked(ledger: Ledger, number: int) -> Iterator[Checked]:
    """Check by check, in the order in which one rests on the other; of no round, nothing."""
    rows = ledger.ask("round", number=number)
    if not rows:
        return
    held = _read(ledger, rows[0])
    for label, of, extent in CHECKS:
        wrong = list(of(held))
        yield Checked(label, not wrong, _some(wrong) if wrong else extent(held))


def _read(ledger: Ledger, row: Any) -> _Round:
    pins = ledger.ask("pins_of", round=row.id)
    return _Round(
        row, ledger,
        tuple(EnrolledRow(*of) for of in ledger.ask("enrolled_of", round=row.id)),
        {pin.scenario: catalogue.load(pin.content, pin.scenario) for pin in pins},
        tuple(ledger.ask("lines_of_round", number=row.number)),
    )  # fmt: skip


def _some(wrong: list[str]) -> str:
    more = f"; và {dots(len(wrong) - SHOWN)} chỗ khác" if len(wrong) > SHOWN else ""
    return "; ".join(wrong[:SHOWN]) + more


# --- what was planned


def _roster(held: _Round) -> Wrong:
    digest = rules.digest_of_roster((of.code, held.row.played_by, of.cast_words) for of in held.roster)
    if digest != held.row.roster_sha256:
        yield "các dòng tham gia, phân vai hoặc người làm không cho ra mã băm đã ghi"


def _scenarios(held: _Round) -> Wrong:
    for pin in held.ask("pins_of"):
        if hashlib.sha256(pin.content.encode()).hexdigest() != pin.sha256:
            yield f"nội dung kịch bản «{pin.scenario}» không khớp mã băm của nó"
    if set(held.pins) != set(held.row.scenarios):
        yield "các kịch bản được giữ không phải các kịch bản của vòng"


def _expectations(held: _Round) -> Wrong:
    """The digest from roster, cases and scenarios; and each expectation as those make it."""
    digest = rules.ExpectationsDigest()
    by_unit = {unit: list(of) for unit, of in groupby(held.ask("planned_of"), key=lambda case: case.unit)}
    rows = {unit: list(of) for unit, of in groupby(held.ask("expectations_of"), key=lambda step: step[0])}
    for unit in sorted(held.roster, key=lambda of: of.code):
        cases = [(case.id, _case(unit.code, case)) for case in by_unit.pop(unit.unit, [])]
        digest.add(
            planned
            for _, case in cases
            for planned in rules.expectations_of(held.pins[case.scenario].scenario, case, unit.cast_words)
        )
        wanted = {
            _hashable(step)
            for id_, case in cases
            for step in rules.steps_of(
                held.pins[case.scenario].scenario, unit.unit, unit.cast_posts, case, id_
            )
        }
        if wanted != {_hashable(row) for row in rows.pop(unit.unit, [])}:
            yield f"các bước mong đợi của đơn vị {unit.code} không phải các bước kịch bản đòi"
    if by_unit or rows:
        yield "có lượt việc hoặc bước mong đợi của đơn vị không tham gia"
    if digest.hexdigest() != held.row.expectations_sha256:
        yield "các lượt việc, tham số và thời hạn không cho ra mã băm đã chốt"


def _case(code: str, row: Any) -> PlannedCase:
    return PlannedCase(code, row.scenario, row.instance, row.at_minute, row.params)


def _hashable(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


# --- what was done with the round itself


def _enrolment(held: _Round) -> Wrong:
    """Every step of the round, and every unit that left it, has its line in the journal, and the other way round."""
    yield from _planning(held)
    yield from _course(held)
    left = {of.unit: of.withdrawn_at for of in held.roster if of.withdrawn_at is not None}
    withdrawn = {line.facts.get("unit"): line.at for line in held.said("round.unit_withdrawn")}
    if left != withdrawn:
        yield "đơn vị rút khỏi vòng không khớp sổ ghi việc"
    noted = held.said("round.conduct_noted")
    if (noted[-1].facts.get("validity") if noted else None) != held.row.validity:
        yield "kết luận vòng có hợp lệ không khớp sổ ghi việc"


def _planning(held: _Round) -> Wrong:
    planned = held.said("round.planned")
    if len(planned) != 1:
        yield f"sổ ghi việc có {len(planned)} dòng lập kế hoạch của vòng"
        return
    facts = planned[0].facts
    now = {
        "expectations": held.row.expectations_sha256, "roster": held.row.roster_sha256,
        "played_by": held.row.played_by, "units": len(held.roster),
    }  # fmt: skip
    words = {
        "expectations": "mã băm điều mong đợi", "roster": "mã băm danh sách tham gia",
        "played_by": "ai làm (người hay cán bộ ảo)", "units": "số đơn vị tham gia",
    }  # fmt: skip
    for name, value in now.items():
        if name in facts and facts[name] != value:
            yield f"{words[name]} đã khác lúc lập kế hoạch"


def _course(held: _Round) -> Wrong:
    row = held.row
    started, ended = held.said("round.started"), held.said("round.ended")
    if len(started) != (row.state != "planned"):
        yield f"vòng ở trạng thái «{row.state}» mà sổ ghi việc có {len(started)} dòng bắt đầu"
    elif started and not started[0].at <= row.starts_at:
        yield "giờ bắt đầu không khớp sổ ghi việc"
    if len(ended) != (row.state == "ended"):
        yield f"vòng ở trạng thái «{row.state}» mà sổ ghi việc có {len(ended)} dòng kết thúc"
    elif ended and ended[0].at != row.ended_at:
        yield "giờ kết thúc không khớp sổ ghi việc"


def _clock(held: _Round) -> Wrong:
    """Between start and end the world's time went as the real one did."""
    row = held.row
    if row.starts_at is None:
        return
    offset = row.starts_at - row.starts_real_at
    until = (
        row.ended_at - row.ended_real_at if row.ended_at else held.ledger.ask("clock_offset")[0].clock_offset
    )
    if row.state != "planned" and offset != until:
        yield f"đồng hồ của thế giới thử bị chuyển {until - offset} giữa vòng"


# --- what came of it


def _verdicts(held: _Round) -> Wrong:
    is_peoples = held.row.played_by == HUMAN
    for row in held.ledger.ask("attempts_against_lines", round=held.row.id, people=is_peoples, page=PAGE):
        yield f"kết quả số {row.id} ({row.scenario}, bước {row.step}): {WORDS[row.why]}"


WORDS = {
    "no_line": "dòng sổ ghi việc làm bằng chứng không có",
    "other_time": "giờ không phải giờ của dòng sổ ghi việc",
    "other_hand": "người làm không phải người của dòng sổ ghi việc",
    "other_door": "cửa vào không phải cửa của dòng sổ ghi việc",
    "not_a_person": "tính là người làm mà không vào bằng trang",
    "after_the_last": "được ghi sau ảnh chụp cuối cùng",
}


def _chains(held: _Round) -> Wrong:
    for row in held.ask("broken_chains"):
        yield f"chuỗi sổ ghi việc của việc {row.item} bị đứt ở dòng {row.id}"


def _voids(held: _Round) -> Wrong:
    """Who took a result away asked for it in the journal; two did."""
    for row in held.ask("voids_against_lines"):
        yield f"kết quả của bước mong đợi số {row.expectation} bị hủy mà thiếu người đề nghị, người xác nhận"


def _snapshots(held: _Round) -> Wrong:
    previous = ""
    shots = held.ask("snapshots")
    for position, shot in enumerate(shots, 1):
        digest = digest_of_snapshot(held.row.id, shot.number, shot.as_of, shot.numbers, previous)
        if (shot.number, shot.sha256, shot.previous_sha256) != (position, digest, previous):
            yield f"ảnh chụp số {shot.number} không nối đúng vào ảnh trước"
            return
        previous = shot.sha256
    if held.row.state == "ended" and not (shots and shots[-1].is_final):
        yield "vòng đã kết thúc mà chưa có ảnh chụp cuối cùng"


def _replay(held: _Round) -> Wrong:
    """The numbers each snapshot published, again from the records of its time."""
    shots = held.ask("snapshots")
    expected = [Expected(*row) for row in held.ask("expected_of")]
    attempts = [
        Attempted(row.expectation, row.number, Verdict(row.verdict), *row[3:])
        for row in held.ledger.ask("attempted_of", round=held.row.id, as_of="infinity")
    ]
    course = course_of(
        expected, attempts, enrolled=[of.unit for of in held.roster], instants=[shot.as_of for shot in shots],
        catalogue=held.row.catalogue,
    )  # fmt: skip
    for shot, numbers in zip(shots, course, strict=True):
        if not says_the_same(shot.numbers, numbers):
            yield f"số liệu của ảnh chụp số {shot.number} không tính lại được từ các kết quả"


Extent = Callable[[_Round], str]


def _of_units(held: _Round) -> str:
    return f"{dots(len(held.roster))} đơn vị, {held.row.roster_sha256[:12]}…"


def _of_expectations(held: _Round) -> str:
    return f"tính lại từ các dòng: {held.row.expectations_sha256[:12]}…"


def _of_lines(held: _Round) -> str:
    return f"{dots(len(held.lines))} dòng"


def _all(held: _Round) -> str:
    return "khớp"


CHECKS: tuple[tuple[str, Callable[[_Round], Wrong], Extent], ...] = (
    ("danh sách tham gia", _roster, _of_units),
    ("kịch bản", _scenarios, _all),
    ("điều mong đợi", _expectations, _of_expectations),
    ("ghi danh và diễn tiến trong sổ ghi việc", _enrolment, _of_lines),
    ("đồng hồ", _clock, _all),
    ("chuỗi sổ ghi việc của các việc trong vòng", _chains, _all),
    ("kết quả và sổ ghi việc", _verdicts, _all),
    ("kết quả bị hủy", _voids, _all),
    ("chuỗi ảnh chụp", _snapshots, _all),
    ("số liệu tính lại", _replay, _all),
)
