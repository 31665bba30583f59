"""The work item has one writer. Whoever else writes `work_item` or `journal` is listed here with the reason."""

import re

from tests.house.source import SRC

ROOMS = SRC / "lienthong"

THE_WRITER = {
    "work/items/sql/open_items.sql",
    "work/items/sql/move_held.sql",
    "work/items/sql/move_reached.sql",
}

LISTED = {
    "procedures/sql/take_in.sql": "a dossier at the counter is one statement of six: its number, taken under the"
    " row lock of the book, is the item's reference and stands in the line's facts",
    "procedures/sql/receive.sql": "the same for a dossier handed in online: `receive_dossier` has a budget of six",
    "reorganisation/divisions/sql/refine.sql": "20,000 items a statement, each with its decision; who left it"
    " meanwhile is left out, not refused",
    "reorganisation/plans/sql/generate_work.sql": "invented dossiers of a demonstration, 100,000s at a time",
    "joining/sql/give_work.sql": "invented dossiers of a trial of joining, as the counters took them in",
    "joining/sql/owner/join_work.sql": "what another installation wrote is carried over by the owner",
    "joining/sql/owner/act.sql": "the same: the lines of its journal",
    "work/persons/rights/sql/words.sql": "what search finds a citizen by, beside the act that corrects or restricts: no"
    " line of its own, and the words only",
    "joining/sql/owner/history.sql": "the same, with the door and the access each says",
    "procedures/sql/nameless.sql": "a migration: lines and words of lists as the rule has them today",
    "ground/sql/ground.sql": "`journal_digest` itself, and `append_line` for lines that belong to no item",
    "ground/sql/door.sql": "`journal_digest` with the door and the access a line says",
    "rehearsal/sql/broken_chains.sql": "computes the digests of a round's items again and writes nothing",
    "ground/sql/digest_in_place.sql": "says how `journal_digest` may be planned, and writes nothing",
    "work/sql/verify.sql": "computes the digests again and writes nothing",
    "trials/reorganising.py": "the raw update of a system whose work points at offices, which the demonstration"
    " measures itself against and rolls back",
}

WRITES = re.compile(
    r"\b(insert\s+into|update|delete\s+from|merge\s+into)\s+(only\s+)?(public\.|joining\.)?(work_item|journal)\b"
    r"|\bjournal_digest\s*\(",
    re.IGNORECASE,
)
COMMENT = re.compile(r"--[^\n]*")


def _writers() -> set[str]:
    files = [*ROOMS.rglob("*.sql"), *(p for p in ROOMS.rglob("*.py") if "migrations" not in p.parts)]
    return {
        str(path.relative_to(ROOMS))
        for path in files
        if WRITES.search(
            COMMENT.sub("", path.read_text("utf-8")) if path.suffix == ".sql" else path.read_text("utf-8")
        )
    }


def test_only_the_writer_and_who_is_listed_write_items_and_their_journal() -> None:
    unlisted = _writers() - THE_WRITER - set(LISTED)
    assert not unlisted, f"{unlisted} write work items: call lienthong.work.items, or list a measured reason"


def test_who_is_listed_still_writes() -> None:
    assert THE_WRITER | set(LISTED) <= _writers(), (THE_WRITER | set(LISTED)) - _writers()
    assert all(reason for reason in LISTED.values())


def test_the_two_moves_differ_by_their_guard_only() -> None:
    held, reached = (
        COMMENT.sub("", (ROOMS / "work/items/sql" / f"move_{name}.sql").read_text("utf-8")).split("\n")
        for name in ("held", "reached")
    )
    guard = "      and w.jurisdiction = any (%(held)s::int[])"
    assert held.count(guard) == 1
    assert [line for line in held if line and line != guard] == [line for line in reached if line]
