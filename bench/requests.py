"""What is asked of every build: reads by name, each as the one request of somebody in the measured world.

A new row of the comparison is one line here, a label and its targets in `budgets.toml` under `[against.…]`, and, where
it needs rows that no stage has yet, a text in `filling/`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from bench import stages
from bench.staff import Staff
from bench.stages import Stage
from bench.world import DRAFTS

Request = dict[str, Any]

DOSSIER = {
    "procedure": "2.000815",
    "applicant": "Nguyễn Văn An",
    "phone": "0909000123",
    "address": "12 Trần Não",
    "papers": ["Bản chính", "Bản sao cần chứng thực"],
}
WORD_OF_OPEN, WORD_OF_ALL = "trích lục", "hộ tịch"
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@dataclass(frozen=True)
class Path:
    """`grows`: which part of a stage it reads among, so that its cost in the large world is told beside the small.
    `is_new`: no build before this one has it, so only this one is asked.
    """

    name: str
    grows: str
    ask: Callable[[Staff, Stage], Request]
    is_new: bool = False


def page(headers: dict[str, str], path: str) -> Request:
    return {"method": "GET", "path": path, "headers": headers | BROWSER}


def read(headers: dict[str, str], path: str) -> Request:
    return {"method": "GET", "path": f"/api/v1{path}", "headers": headers}


PATHS = (
    Path("inbox_json", "closed", lambda staff, _: read(staff.wards[0].reception.api, "/items")),
    Path("inbox_page", "open", lambda staff, _: page(stages.busy(staff).reception.pages, "/hop-viec")),
    Path(
        "waiting_page",
        "open",
        lambda staff, _: page(stages.busy(staff).leader.pages, "/viec-cho-toi"),
        is_new=True,
    ),
    Path("search", "open", lambda staff, _: _search(staff, WORD_OF_OPEN)),
    Path("search_city", "closed", lambda staff, _: _search(staff, WORD_OF_ALL)),
    Path(
        "board_unit",
        "open",
        lambda staff, _: page(
            stages.busy(staff).leader.pages, f"/dieu-hanh/don-vi/{stages.busy(staff).code}"
        ),
    ),
    Path("board", "closed", lambda staff, _: page(stages.busy(staff).leader.pages, "/dieu-hanh")),
    Path(
        "letter_json", "letters", lambda staff, stage: read(_clerk(staff), f"/items/{_letter(staff, stage)}")
    ),
    Path(
        "letter_page",
        "letters",
        lambda staff, stage: page(staff.wards[0].leader.pages, f"/viec/{_letter(staff, stage)}"),
    ),
    Path(
        "register",
        "entries",
        lambda staff, _: page(
            stages.registering(staff).leader.pages,
            f"/so-dang-ky/{stages.registering(staff).unit}/ho-so/2025",
        ),
    ),
    Path("form_online", "closed", lambda staff, _: page(staff.guest, "/nop-ho-so")),
    Path("form_counter", "closed", lambda staff, _: page(staff.wards[0].reception.pages, "/ho-so/moi")),
)


def _search(staff: Staff, words: str) -> Request:
    return page(stages.busy(staff).leader.pages, f"/tim-kiem?q={quote(words)}")


def _clerk(staff: Staff) -> dict[str, str]:
    return staff.wards[0].leader.api


def _letter(staff: Staff, stage: Stage) -> UUID:
    return stages.letter(staff, stage)


def receiving(staff: Staff) -> list[Request]:
    """Dossiers taken in at the counters of eight wards."""
    return [
        {"method": "POST", "path": "/api/v1/dossiers", "headers": ward.reception.api, "body": DOSSIER}
        for ward in staff.wards[: stages.ACTING]
    ]


def inboxes(staff: Staff) -> list[Request]:
    """The first fifty of each of eight wards."""
    return [read(ward.reception.api, "/items") for ward in staff.wards[: stages.ACTING]]


def moving(staff: Staff) -> list[Request]:
    """Each draft of `fill_drafts` submitted by its specialist, then sent back by its leader."""
    wards = staff.wards[: stages.ACTING]
    drafts = [(str(UUID(int=i)), wards[i % len(wards)]) for i in range(1, DRAFTS + 1)]
    submit = [_act(item, "submit-draft", {}, ward.specialist.api) for item, ward in drafts]
    back = [_act(item, "send-back-draft", {"note": "làm lại"}, ward.leader.api) for item, ward in drafts]
    return submit + back


def _act(item: str, act: str, body: dict[str, str], headers: dict[str, str]) -> Request:
    return {"method": "POST", "path": f"/api/v1/items/{item}/{act}", "headers": headers, "body": body}
