"""The words of people in a plan: who has work in hand, who goes on with it, who is prepared where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from lienthong.kernel.refusals import Refusal
from lienthong.papers.table_heads import Column, Shape
from lienthong.papers.tables import CellError, first_errors

# Work in hand.


@dataclass(frozen=True, slots=True)
class Hand:
    """Open work of one person at an ending body, as far as it goes to one other body."""

    mandate: int
    person: int
    name: str
    title: str
    source: int
    source_name: str
    target: int
    target_name: str
    n: int
    late: int
    successor: int | None
    """The mandate that goes on with it: named, or the person's own at the receiving body."""
    successor_name: str
    successor_title: str
    is_named: bool

    @property
    def is_own(self) -> bool:
        return self.successor is not None and not self.is_named


class InHands(TypedDict):
    """What a reconciliation says of the work in people's hands."""

    people: int
    items: int
    people_without: int
    items_without: int


NO_SUCCESSOR = "chưa có người kế nhiệm; việc vào hàng chờ của đơn vị nhận"

# Posts and mandates prepared for new bodies.

LIST = Shape((
    Column("unit_code", "Mã đơn vị", ("Mã ĐVHC", "Mã đơn vị hành chính"), is_required=True),
    Column("unit_name", "Tên đơn vị", ("Tên cơ quan", "Phường, xã")),
    Column("body", "Cơ quan", ("Loại cơ quan",), is_required=True),
    Column("section", "Bộ phận", ("Phòng, ban", "Phòng ban")),
    Column("role", "Vai trò", is_required=True),
    Column("title", "Chức danh", ("Chức vụ",), is_required=True),
    Column("name", "Họ và tên", ("Họ tên",), is_required=True),
    Column("username", "Tài khoản", ("Tên đăng nhập",), is_required=True),
    Column("temporary", "Tạm thời", ("Tạm phân công",), is_yes_no=True),
    Column("basis", "Căn cứ"),
))  # fmt: skip
"""A staffing list: a row is a person at a post. The name beside the code is optional, and must agree with it."""

COLUMNS = tuple(column.name for column in LIST.columns)
HEADINGS: Mapping[str, str] = {column.name: column.heading for column in LIST.columns}

BODY_NEEDS: Mapping[str, tuple[str, ...]] = {
    "ubnd": ("sign_dossier", "register_delivery", "receive_dossier", "assess_dossier", "take_report"),
    "dang_uy": ("sign_document", "register_delivery"),
}
"""What somebody at a new body must be able to do on its first morning."""

HEAD_OF_BODY = "người đứng đầu"
"""What a body of any other kind needs."""

NEED_LABELS: Mapping[str, str] = {
    "sign_dossier": "lãnh đạo ký", "sign_document": "lãnh đạo ký", "register_delivery": "văn thư",
    "receive_dossier": "cán bộ tiếp nhận tại quầy", "assess_dossier": "người thẩm định hồ sơ",
    "take_report": "đầu mối 1022",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One row of a staffing list, understood: a post at a body that begins, and who holds it."""

    unit: int
    section: str
    role: str
    title: str
    name: str
    username: str
    temporary: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a list is checked against: bodies the plan begins, accounts and whose they are."""

    units: Mapping[tuple[str, str], int]
    accounts: Mapping[str, str]
    """Username → name of the person."""
    names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """What each of the bodies is called: its name, its short one, its area's."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A body that begins, with how many people it has on its first day and what is missing."""

    unit: int
    code: str
    body: str
    name: str
    n: int
    temporary: int
    missing: tuple[str, ...]


def wrong_cells(errors: Sequence[CellError]) -> Refusal:
    return Refusal(
        "staffing_list_wrong",
        f"Danh sách nhân sự còn {len(errors)} ô chưa đúng, chưa ghi gì: {first_errors(errors)}",
        status=422, field="file", errors=[error._asdict() for error in errors],
    )  # fmt: skip


def not_a_list(what: str) -> Refusal:
    return Refusal("staffing_list_unreadable", f"Không đọc được danh sách: {what}", status=422, field="file")


def facts_of(hand: Hand) -> dict[str, Any]:
    return {"mandate": hand.mandate, "target": hand.target, "n": hand.n, "successor": hand.successor}
