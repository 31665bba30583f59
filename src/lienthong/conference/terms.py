"""States and moves of a meeting and its bridge points."""

from lienthong.work.items.terms import Move, moves

MEETING = "meeting"
BRIDGE_POINT = "bridge_point"

CODE_DIGITS = 6
TRIES = 5
"""Wrong answers to one code before it is dead; joining again draws another."""

MEETING_STATES = {
    "convened": "Đã triệu tập",
    "closed": "Đã kết thúc",
    "cancelled": "Đã hủy",
}

POINT_STATES = {
    "invited": "Chưa vào họp",
    "joined": "Đang dự họp",
    "confirmed": "Đang dự họp, đã xác nhận mã",
    "left": "Đã rời cuộc họp",
    "attended": "Đã dự họp",
    "absent": "Vắng mặt",
    "called_off": "Cuộc họp đã hủy",
}

PRESENT, LEFT, ABSENT, CALLED_OFF = "present", "left", "absent", "called_off"

ROLL_CALL = {
    "invited": ABSENT, "absent": ABSENT,
    "joined": PRESENT, "confirmed": PRESENT, "attended": PRESENT,
    "left": LEFT,
    "called_off": CALLED_OFF,
}  # fmt: skip

ROLL_CALL_LABELS = {PRESENT: "có mặt", LEFT: "đã rời", ABSENT: "vắng", CALLED_OFF: "không họp"}

VERBS = {
    "meeting.convened": "Triệu tập cuộc họp",
    "meeting.closed": "Kết thúc cuộc họp",
    "bridge_point.invited": "Được mời họp",
    "bridge_point.joined": "Vào họp",
    "bridge_point.code_answered": "Xác nhận mã điểm cầu",
    "bridge_point.left": "Rời cuộc họp",
    "bridge_point.closed": "Điểm cầu đóng cùng cuộc họp",
    "meeting.cancelled": "Hủy cuộc họp",
    "meeting.reopened": "Mở lại cuộc họp kết thúc nhầm",
    "bridge_point.called_off": "Cuộc họp bị hủy",
    "bridge_point.reopened": "Điểm cầu mở lại cùng cuộc họp",
    "item.assigned": "Phân công",
    "item.paper_added": "Thêm giấy tờ",
}


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


MOVES = moves(
    Move("join_meeting", "Vào họp", BRIDGE_POINT, _states("invited", "left"), "joined", "bridge_point.joined",
         "join_meeting", "v", step="answer_code"),
    Move("answer_code", "Nhập mã điểm cầu", BRIDGE_POINT, _states("joined"), "confirmed",
         "bridge_point.code_answered", "answer_code", "m", step="attend"),
    Move("leave_meeting", "Rời cuộc họp", BRIDGE_POINT, _states("joined", "confirmed"), "left",
         "bridge_point.left", "join_meeting", "r", step="join"),
    Move("close_meeting", "Kết thúc cuộc họp", MEETING, _states("convened"), "closed", "meeting.closed",
         "convene_meeting", "x", closes=True),
)  # fmt: skip

REJOINED = Move("join_meeting", "Vào họp lại", BRIDGE_POINT, _states("left"), "joined", "bridge_point.joined",
                "join_meeting", "v", step="attend")  # fmt: skip
"""After a cut, for a point that has confirmed already."""

CLOSINGS = tuple(
    Move("close_meeting", "Kết thúc cuộc họp", BRIDGE_POINT, states, to, "bridge_point.closed", "convene_meeting",
         closes=True)
    for states, to in (
        (_states("invited"), "absent"),
        (_states("left"), "left"),
        (_states("joined", "confirmed"), "attended"),
    )
)  # fmt: skip
"""The points close with their meeting; each keeps how it ended."""

MOVES_BACK = moves(
    Move("cancel_meeting", "Hủy cuộc họp", MEETING, _states("convened"), "cancelled", "meeting.cancelled",
         "cancel_meeting", closes=True),
    Move("reopen_meeting", "Mở lại cuộc họp", MEETING, _states("closed"), "convened", "meeting.reopened",
         "reopen_meeting", step="roll_call"),
)  # fmt: skip
"""What takes back an act that was done by mistake."""

CALLED_OFF_POINT = Move("cancel_meeting", "Hủy cuộc họp", BRIDGE_POINT, _states("invited"), "called_off",
                        "bridge_point.called_off", "cancel_meeting", closes=True)  # fmt: skip

REOPENINGS = tuple(
    Move("reopen_meeting", "Mở lại cuộc họp", BRIDGE_POINT, _states(closed), to, "bridge_point.reopened",
         "reopen_meeting", step=step)
    for closed, to, step in (
        ("absent", "invited", "join"),
        ("left", "left", "join"),
        ("attended", "confirmed", "attend"),
        ("attended", "joined", "answer_code"),
    )
)  # fmt: skip
"""The points go on as they stood: one that attended is back in the meeting, to say its code where it had not."""

GRANTS = {
    "cancel_meeting": ("trung_tam_cds", "quan_tri"),
    "reopen_meeting": ("trung_tam_cds", "quan_tri"),
}
