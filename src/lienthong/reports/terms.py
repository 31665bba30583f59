"""States and moves of reports to 1022, their channels, and what deciding about one needs to know."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from lienthong.work.items.terms import Move, moves
from lienthong.work.lateness.promises import DUE_MOVED

REPORT = "report"

OPERATOR_FIELD = "Cổng 1022"
"""The competence of the body that runs the 1022 line: where a report goes that no ward can be named for."""

STATES = {
    "submitted": "Chờ tổng đài điều phối",
    "routed": "Chờ tiếp nhận",
    "taken": "Đang xử lý",
    "answered": "Đã trả lời",
    "refused": "Không tiếp nhận",
}

VERBS = {
    "report.submitted": "Gửi phản ánh",
    "report.routed": "Chuyển đến nơi có trách nhiệm",
    "report.taken": "Tiếp nhận xử lý",
    "report.answered": "Trả lời người dân",
    "report.transferred": "Chuyển cơ quan khác",
    "report.became_dossier": "Chuyển thành hồ sơ",
    "report.became_letter": "Soạn văn bản về phản ánh",
    "report.refused": "Từ chối tiếp nhận",
    "report.reopened": "Người dân báo chưa khắc phục",
    "report.called_back": "Lấy lại phản ánh chuyển nhầm",
    "report.put_back": "Trả lại hàng chờ, tiếp nhận nhầm",
    "report.answer_withdrawn": "Rút câu trả lời để xử lý lại",
    "report.refusal_withdrawn": "Rút việc từ chối",
    "report.moved_on": "Chuyển đến nơi có người",
    "report.due_moved": DUE_MOVED,
    "item.assigned": "Phân công",
    "item.paper_added": "Thêm giấy tờ",
}

CHANNELS = {
    "web": "Cổng thông tin",
    "phone": "Điện thoại 1022",
    "email": "Thư điện tử",
    "facebook": "Facebook",
    "app": "Ứng dụng công dân số",
}

WEB = "web"
"""What citizens type themselves. Whatever comes by another channel an operator writes down."""


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


MOVES = moves(
    Move(
        "take_report",
        "Tiếp nhận",
        REPORT,
        _states("routed"),
        "taken",
        "report.taken",
        "take_report",
        "n",
        step="answer",
    ),
    Move(
        "answer_report",
        "Trả lời người dân",
        REPORT,
        _states("taken"),
        "answered",
        "report.answered",
        "answer_report",
        "t",
        closes=True,
    ),
    Move(
        "transfer_report",
        "Chuyển cơ quan khác",
        REPORT,
        _states("routed", "taken"),
        "routed",
        "report.transferred",
        "transfer_report",
        "c",
        step="take",
    ),
    Move(
        "route_report",
        "Chuyển đến nơi có trách nhiệm",
        REPORT,
        _states("submitted"),
        "routed",
        "report.routed",
        "route_report",
        "p",
        step="take",
    ),
    Move(
        "refuse_report",
        "Từ chối tiếp nhận",
        REPORT,
        _states("submitted"),
        "refused",
        "report.refused",
        "refuse_report",
        "x",
        closes=True,
    ),
)

HANDED_BACK = Move(
    "transfer_report",
    "Trả lại tổng đài",
    REPORT,
    _states("routed", "taken"),
    "submitted",
    "report.transferred",
    "transfer_report",
    step="route",
)

REOPENED = Move(
    "reopen_report",
    "Báo chưa khắc phục",
    REPORT,
    _states("answered"),
    "routed",
    "report.reopened",
    "",
    step="take",
)
"""The reporter's own act: no ability, but the code and the secret."""

MOVES_BACK = moves(
    Move("call_back_report", "Lấy lại, chuyển nhầm", REPORT, _states("routed"), "submitted", "report.called_back",
         "call_back_report", step="route"),
    Move("put_back_report", "Trả lại hàng chờ, tiếp nhận nhầm", REPORT, _states("taken"), "routed",
         "report.put_back", "put_back_report", step="take"),
    Move("withdraw_answer", "Rút câu trả lời", REPORT, _states("answered"), "taken", "report.answer_withdrawn",
         "withdraw_answer", step="answer"),
    Move("withdraw_report_refusal", "Rút việc từ chối", REPORT, _states("refused"), "submitted",
         "report.refusal_withdrawn", "withdraw_report_refusal", step="route"),
)  # fmt: skip
"""What takes back an act that was done by mistake."""

TOLD_WHY = frozenset({"report.answer_withdrawn", "report.refusal_withdrawn"})
"""The reporter reads the reason."""

GRANTS = {
    "call_back_report": ("tong_dai_1022",),
    "put_back_report": ("chuyen_vien", "dau_moi_1022"),
    "withdraw_answer": ("lanh_dao", "truong_phong", "chuyen_vien", "dau_moi_1022"),
    "withdraw_report_refusal": ("tong_dai_1022",),
}

Standing = Literal["stands", "ended", "divided", "not_begun"]


@dataclass(frozen=True, slots=True)
class NamedWard:
    """A ward as the reporter names it, on the day of the report."""

    area: int
    standing: Standing
    """`ended`: one heir took it over whole. `divided`: several did, and a table cannot tell which."""


@dataclass(frozen=True, slots=True)
class Place:
    """All that is known of where it happened."""

    point_area: int | None = None
    """The area whose boundary of that day contains the point."""
    ward: NamedWard | None = None
    old_ward: NamedWard | None = None
    read: NamedWard | None = None
    """The one ward the words of its address name."""
    part: int | None = None
    """The part of the named ward that goes to the heir in which the point will lie, while parts are open."""
    spoken_with: bool = False
    """An operator has asked the reporter; the ward was not guessed from a pin."""

    @property
    def area(self) -> int | None:
        """The area it is about, for lists and maps."""
        if self.point_area is not None:
            return self.point_area
        named = self.ward or self.old_ward or self.read
        return named.area if named else None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a report belongs, and what decided it."""

    kind: Literal["territory", "part", "competence"]
    place: int | None
    """An area for a territory, the jurisdiction itself for a part, nothing for the operator's competence."""
    decided_by: Literal["point", "ward", "part", "address", "nobody", "unattended"]
    """`unattended`: the body of the place has nobody who could take it, so the operator's people do."""


@dataclass(frozen=True, slots=True)
class Said:
    """A report as it was written down; `ward` and `old_ward` are areas."""

    text: str
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    ward: int | None = None
    old_ward: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    phone: str
    email: str
    anonymous: bool


class Field(NamedTuple):
    name: str
    answer_hours: int
    """Working hours from submission to answer."""
