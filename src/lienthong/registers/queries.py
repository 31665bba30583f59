"""Registers of a body and year. Only who holds or oversees its seat today, or keeps its archive, finds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from lienthong.documents.terms import TYPES
from lienthong.documents.types.terms import BOOK_OF_COPIES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.sought.tokens import phrases
from lienthong.kernel.text import fold
from lienthong.pages.lists import window
from lienthong.procedures.terms import DOSSIER
from lienthong.registers import rules
from lienthong.registers.rows import Body, BodyRow, BookRow, EntryRow, KeyRow, NumberRow, OutcomeRow
from lienthong.registers.terms import (
    CLOSED,
    DOSSIERS,
    INCOMING,
    OPEN,
    OUTCOMES,
    OUTGOING,
    REGISTERS,
    UNNUMBERED,
    VOID,
    BookEnd,
    Closure,
    Place,
)
from lienthong.units.addresses.queries import areas_sought
from lienthong.work.persons.showing import knows_all, without_restricted
from lienthong.work.persons.words import SIGN, of_register

ROOM = "lienthong.registers"
LABELS = {**TYPES, BOOK_OF_COPIES: "Bản sao"}
PAGE = 50
BATCH = 1000
MOST = 1000
"""Matches of words that are told apart and counted."""


@dataclass(frozen=True, slots=True)
class Register:
    """One register of a body and year, as one reader sees it. Refuses `NotFound` where nobody keeps such a register."""

    body: Body
    name: str
    year: int
    kept: tuple[int, ...] | None
    """Jurisdictions whose closed work is all the reader sees, who only keeps the archive; None: they see all."""
    is_named: bool = False
    """Whether the reader may know the citizens, and find by them: at the counter of a body whose seat they hold or
    keep. Supervisors, and posts whose step is another, count and follow."""

    def __post_init__(self) -> None:
        if self.name not in REGISTERS:
            raise NotFound

    def text(self, statement: str) -> str:
        """A statement on any register, on this one."""
        return of_each(statement)[self.name]

    def outcomes(self, result: str = "") -> list[int]:
        return [outcome for outcome in OUTCOMES[result] if self.kept is None or outcome != OPEN]


VIEWS = {INCOMING: "entry_incoming", OUTGOING: "entry_outgoing", DOSSIERS: "entry_dossier"}


@cache
def of_each(statement: str) -> dict[str, str]:
    """Register → the statement on its view. One text for all three would be planned for all three each time."""
    text = sql.named(ROOM, statement)
    return {name: text.replace("entry_dossier", view) for name, view in VIEWS.items()}


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader filters a register by."""

    words: str = ""
    month: int | None = None
    result: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_of_a_period(self) -> bool:
        return self.month is not None or self.since is not None or self.until is not None

    def span(self, year: int) -> tuple[datetime, datetime]:
        """From the first instant to the first after it, within the year."""
        return rules.period(year, self.month, self.since, self.until)

    def period_alone(self) -> "Sought":
        """What is printed: every entry of the period."""
        return Sought(month=self.month, since=self.since, until=self.until)


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page: the first, the one after or before a place, or the last."""

    after: Place | None = None
    before: Place | None = None
    is_last: bool = False

    @property
    def is_back(self) -> bool:
        return self.is_last or self.before is not None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries in their order, and the places before and after which there are more."""

    rows: list[EntryRow]
    total: int
    """Entries the filter finds."""
    is_all: bool
    """Whether `total` is all of them; else there are more than were counted."""
    before: Place | None
    after: Place | None


@dataclass(frozen=True, slots=True)
class Found:
    """Bodies with registers: in all, and of these closed."""

    total: int
    closed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A register as a whole: how many entries, still open, void; how its books end."""

    entries: int
    open: int
    void: int
    unnumbered: int
    """Entries whose code is not a number of these books: brought in from elsewhere."""
    ends: list[BookEnd]


def body(actor: Actor, unit: int) -> Body:
    row = sql.row(Body, sql.named(ROOM, "unit"), {"unit": unit})
    if row is None or row.seat not in (*actor.scope, *actor.reads, *actor.archives):
        raise NotFound
    return row


def closure(body: Body, on: date) -> Closure | None:
    """None while the body lives."""
    if body.ends_on is None or body.ends_on > on:
        return None
    return Closure(body.ends_on, body.basis, body.heir_name or "")


def register(actor: Actor, body: Body, name: str, year: int) -> Register:
    """As this reader sees it: who merely keeps the archive sees what is closed, so nothing can be said of gaps."""
    is_archive = body.seat not in (*actor.scope, *actor.reads)
    is_named = name == DOSSIERS and body.seat in (*actor.scope, *actor.archives) and knows_all(actor, DOSSIER)
    return Register(body, name, year, tuple(actor.archives) if is_archive else None, is_named)


def bodies(
    actor: Actor, words: str = "", *, is_closed: bool | None = None, page: int | None = None
) -> tuple[Found, list[BodyRow]]:
    """How many bodies the words find, and a page of those whose registers are closed, open or (None) either; or all."""
    seats = list({*actor.scope, *actor.reads, *actor.archives})
    named = {"words": words.strip(), "phrases": phrases(words), "areas": areas_sought(words, actor.day)}
    params = {"seats": seats, "own": actor.unit, **named, "closed": is_closed}
    rows = sql.rows(BodyRow, sql.named(ROOM, "bodies"), {**params, **window(page, PAGE)})
    return Found(rows[0].total, rows[0].closed), [row for row in rows if row.id is not None]


def years(body: Body, on: date) -> list[int]:
    """In which it numbered anything, and the last of its life."""
    numbered = sql.values(int, "select distinct year from book where unit = %s", (body.id,))
    last = min(body.ends_on, on).year if body.ends_on else on.year
    if body.ends_on and body.ends_on.month == body.ends_on.day == 1:
        last = min(last, body.ends_on.year - 1)
    return sorted({last, *numbered}, reverse=True)


def page(register: Register, sought: Sought, turn: Turn, whole: Standing) -> Page:
    """Fifty entries as they were entered. It costs the same on each page of however many."""
    matched = matches(register, sought)
    keys = (
        _keys(register, sought, turn, PAGE + 1)
        if matched is None
        else _within(matched, register, sought, turn)
    )
    shown, has_more = keys[:PAGE], len(keys) > PAGE
    if turn.is_back:
        shown.reverse()
    has_before = has_more if turn.is_back else turn.after is not None
    has_after = turn.before is not None if turn.is_back else has_more
    return Page(
        _entries(register, shown),
        total=len(matched)
        if matched is not None
        else MOST
        if sought.words
        else _total(register, sought, whole),
        is_all=matched is not None or not sought.words,
        before=shown[0][:2] if shown and has_before else None,
        after=shown[-1][:2] if shown and has_after else None,
    )


def every_entry(register: Register, sought: Sought) -> Iterator[EntryRow]:
    """All that the filter finds, read a thousand at a time and never held whole."""
    matched = matches(register, sought)
    if matched is not None:
        for start in range(0, len(matched), BATCH):
            yield from _entries(register, matched[start : start + BATCH])
        return
    turn = Turn()
    while keys := _keys(register, sought, turn, BATCH)[:BATCH]:
        yield from _entries(register, keys)
        turn = Turn(after=keys[-1][:2])


def matches(register: Register, sought: Sought) -> list[KeyRow] | None:
    """Where the words are matched, in order, when they are few; None when they are many, or none are asked for.

    Few: the index of words names them, wherever they stand. Many: walking in order meets a page of them soon.
    """
    if not sought.words:
        return None
    asked = of_register(sought.words, is_named=register.is_named)
    number = rules.number_sought(sought.words, register.year)
    params = {**_given(register, sought), "asked": asked, "limit": MOST + 1, **number._asdict()}
    matched = sql.rows(KeyRow, register.text("matches"), {**params, "worded": True})
    if len(matched) > MOST and number.number is not None:
        matched = sql.rows(KeyRow, register.text("matches"), {**params, "worded": False})
    return None if len(matched) > MOST else sorted(matched)


def _given(register: Register, sought: Sought) -> dict[str, object]:
    since, until = sought.span(register.year)
    folded = fold(sought.words).strip()
    return {
        "unit": register.body.id, "since": since, "until": until, "outcomes": register.outcomes(sought.result),
        "kept": None if register.kept is None else list(register.kept),
        "words": f"%{_plain(folded)}%" if sought.words else None, "code": sought.words.strip(),
        "named": register.is_named or register.name != DOSSIERS,
        "sign": f" {SIGN}" if register.name == DOSSIERS else "",
    }  # fmt: skip


def _plain(words: str) -> str:
    """For `like`: what was typed is no pattern."""
    return words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _between(register: Register, sought: Sought, turn: Turn) -> tuple[Place, Place]:
    since, until = sought.span(register.year)
    return turn.after or rules.edge(since, register.name), turn.before or rules.edge(until, register.name)


def _keys(register: Register, sought: Sought, turn: Turn, limit: int) -> list[KeyRow]:
    """The first so many in the direction of the turn, nearest first."""
    (low, low_place), (high, high_place) = _between(register, sought, turn)
    rows = sql.rows(
        KeyRow, register.text("keys"),
        {
            **_given(register, sought), "back": turn.is_back, "low": low, "low_place": low_place, "high": high,
            "high_place": high_place, "limit": limit,
        },
    )  # fmt: skip
    return sorted(rows, reverse=turn.is_back)[:limit]


def _within(matched: list[KeyRow], register: Register, sought: Sought, turn: Turn) -> list[KeyRow]:
    low, high = _between(register, sought, turn)
    return sorted((key for key in matched if low < key[:2] < high), reverse=turn.is_back)[: PAGE + 1]


def _entries(register: Register, keys: Sequence[KeyRow]) -> list[EntryRow]:
    rows = sql.rows(EntryRow, register.text("entries"), {"items": [key.item for key in keys]})
    return without_restricted(rows) if register.is_named else rows


def counted_in(register: Register, since: date, until: date) -> int:
    """Entries of a period, whatever became of them."""
    return sum(_counts(register, Sought(since=since, until=until)).values())


def _total(register: Register, sought: Sought, whole: Standing) -> int:
    """Entries of these outcomes in the month or year."""
    if not sought.is_of_a_period:
        closed = whole.entries - whole.open - whole.void
        counted = {OPEN: whole.open, CLOSED: closed, VOID: whole.void}
    else:
        counted = _counts(register, sought)
    return sum(counted[outcome] for outcome in register.outcomes(sought.result))


def _counts(register: Register, sought: Sought | None = None) -> dict[int, int]:
    """Outcome → entries. Of a whole year the books know how many there are, so the many closed ones are not counted."""
    since, until = (sought or Sought()).span(register.year)
    params = {"unit": register.body.id, "since": since, "until": until}
    if register.kept is not None:
        rows = sql.rows(OutcomeRow, register.text("kept_counts"), {**params, "kept": list(register.kept)})
    else:
        asked = [OPEN, CLOSED, VOID] if sought else [OPEN, VOID]
        rows = sql.rows(OutcomeRow, COUNTS, {**params, "register": register.name, "outcomes": asked})
    return {OPEN: 0, CLOSED: 0, VOID: 0, **dict(rows)}


COUNTS = (
    "select outcome, entries"
    " from entry_counts(%(register)s, %(unit)s, %(since)s, %(until)s, %(outcomes)s::smallint[])"
)


def _books(register: Register) -> list[BookRow]:
    params = {"unit": register.body.id, "year": register.year}
    rows = sql.rows(BookRow, sql.named(ROOM, "books"), params)
    return [row for row in rows if rules.register_of(row.code) == register.name]


def standing(register: Register, *, is_paper: bool = False) -> Standing:
    """The register as a whole. Which numbers are missing is looked for on the paper that closes it, and wherever the
    books have given more numbers than were entered.
    """
    counted, books = _counts(register), _books(register)
    if register.kept is None:
        counted[CLOSED] = sum(book.entered for book in books) - counted[OPEN] - counted[VOID]
    numbered = [book for book in books if book.code != UNNUMBERED]
    is_looked_for = register.kept is None and (is_paper or any(book.entered < book.last for book in numbered))
    return Standing(
        entries=sum(counted.values()),
        open=counted[OPEN],
        void=counted[VOID],
        unnumbered=sum(book.entered for book in books if book.code == UNNUMBERED),
        ends=rules.book_ends(numbered, _numbers(register) if is_looked_for else None, LABELS),
    )


def _numbers(register: Register) -> list[NumberRow]:
    since, until = rules.span(register.year)
    return sql.rows(
        NumberRow, register.text("numbers"), {"unit": register.body.id, "since": since, "until": until}
    )
