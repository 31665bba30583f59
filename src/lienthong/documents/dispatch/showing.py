"""The table of addressees as a page, a sheet and the API show it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlencode

from lienthong.documents.addressing.terms import WAYS
from lienthong.documents.dispatch.queries import Count, Row
from lienthong.documents.dispatch.rules import number_of, state_words
from lienthong.documents.dispatch.terms import FILTERS, STATES
from lienthong.documents.terms import RECALL_ANSWERS
from lienthong.kernel.wording import vn_datetime

Shown = dict[str, object]

TONES: Mapping[str, str] = {
    "arrived": "soon", "registered": "calm", "directed": "calm", "answered": "proof", "completed": "proof",
    "returned": "late", "recalled": "none", "sent": "soon", "received": "proof",
}  # fmt: skip


def shown(row: Row) -> Shown:
    return {
        **row._asdict(),
        "name": name_of(row),
        "state_label": state_words(row.state, row.recall),
        "tone": "late" if row.is_late else TONES[row.state],
        "number": number_of(row.register_number, row.register_letter, row.register_year),
        "note": note_of(row),
        "times": list(times_of(row)),
    }


def name_of(row: Row) -> str:
    ended = f" (nhận thay {row.in_place_of} đã kết thúc hoạt động)" if row.in_place_of else ""
    return f"{row.name}{ended}"


def note_of(row: Row) -> str:
    """Of a body outside how it was sent, in words."""
    way, apart, rest = row.note.partition("; ")
    return f"{WAYS[way]}{apart}{rest}" if row.outside is not None and way in WAYS else row.note


def times_of(row: Row) -> Iterator[tuple[str, datetime]]:
    """What was done there, in order."""
    done = {"returned": "trả lại", "recalled": "trả theo thu hồi", "received": "báo nhận"}.get(
        row.state, "xong"
    )
    for words, at in (
        ("vào sổ", row.registered_at),
        ("chỉ đạo", row.directed_at),
        ("trả lời", row.answered_at),
        (done, row.closed_at),
        ("nhắc", row.reminded_at),
    ):
        if at is not None:
            yield words, at


def line_of(row: Row) -> list[str]:
    """Of a sheet, under `EXPORTED`. The addressee's system has it the moment it is sent."""
    arrived = vn_datetime(row.arrived_at)
    return [
        name_of(row),
        "x" if row.is_copy else "",
        STATES[row.state],
        "x" if row.is_late else "",
        arrived,
        "" if row.outside is not None else arrived,
        number_of(row.register_number, row.register_letter, row.register_year),
        vn_datetime(row.registered_at),
        vn_datetime(row.directed_at),
        row.answer_sign or "",
        vn_datetime(row.answered_at),
        vn_datetime(row.closed_at),
        vn_datetime(row.reminded_at),
        "" if row.recall is None else RECALL_ANSWERS[row.recall],
        note_of(row),
    ]


def filters(address: str, counts: Mapping[str, Count], chosen: str, words: str) -> list[list[Shown]]:
    """How many stand where, each a link one can share."""
    every = sum(count.n for count in counts.values())
    late = sum(count.late for count in counts.values())
    waiting = sum(
        counts[state].n for state in ("arrived", "registered", "directed", "sent") if state in counts
    )
    states = [_link(address, "", "Tất cả", every, chosen, words)]
    states += [
        _link(address, state, STATES[state], count.n, chosen, words) for state, count in counts.items()
    ]
    beside = {"open": waiting, "late": late}
    return [
        states,
        [
            _link(address, name, FILTERS[name], n, chosen, words)
            for name, n in beside.items()
            if n or name == chosen
        ],
    ]


def _link(address: str, state: str, label: str, n: int, chosen: str, words: str) -> Shown:
    query = urlencode({"tinh-trang": state, "q": words} if words else {"tinh-trang": state} if state else {})
    return {
        "label": label,
        "url": f"{address}?{query}" if query else address,
        "active": state == chosen,
        "count": n,
    }
