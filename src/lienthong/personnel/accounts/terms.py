"""The words of accounts: what state one is in, why one is stopped, who may give access to whom."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, get_args

from lienthong.personnel.terms import ABILITIES

LINK_LASTS: Final = timedelta(hours=24)
"""Of a link with which a password is set (ours; no rule gives any)."""

STATES: Mapping[str, str] = {
    "in_use": "Đang dùng",
    "waiting": "Chờ đặt mật khẩu",
    "without": "Chưa có mật khẩu",
    "stopped": "Đã ngừng",
}

Reason = Literal["left", "long_leave", "suspected", "duplicate"]

REASONS: Mapping[Reason, str] = {
    "left": "Thôi việc hoặc chuyển công tác",
    "long_leave": "Nghỉ dài ngày",
    "suspected": "Nghi lộ mật khẩu hoặc bị dùng trái phép",
    "duplicate": "Cấp trùng",
}
"""A code in the journal, so that no personal data gets there."""
assert set(REASONS) == set(get_args(Reason))

SIGNERS: frozenset[str] = frozenset(
    role for role, abilities in ABILITIES.items() if any(ability.startswith("sign_") for ability in abilities)
)
"""Whoever can give such a role's holder a password could sign in their name."""

BEYOND: Final = "manage_accounts_beyond"
"""Of the city's administrator: the accounts of the bodies they oversee, besides those of their own."""

TRUSTED: frozenset[str] = frozenset(
    {"lanh_dao", "chanh_van_phong", "bi_thu", "trung_tam_cds", "vptu", "quan_tri"}
)
"""Who may give access to those who sign; a technician may to all the others."""

ROW: Final = "{username:<26} {state:<18} {name}, {title}, {unit_name}"
"""A line of the list on a terminal."""

VERBS: Mapping[str, str] = {
    "account.given": "Cấp tài khoản",
    "account.reset": "Cấp lại mật khẩu",
    "account.stopped": "Ngừng một tài khoản",
    "account.reopened": "Cho dùng lại một tài khoản",
    "account.access_ended": "Kết thúc các phiên của một tài khoản",
    "account.password_set": "Đặt mật khẩu bằng liên kết",
    "account.password_changed": "Tự đổi mật khẩu",
    "account.factor_added": "Bật xác thực hai lớp",
    "account.factor_removed": "Gỡ xác thực hai lớp",
    "account.recovered": "Đăng nhập bằng mã khôi phục",
}
"""What is done with accounts, as the journal's readers see it."""


def asked_by_role(text: str) -> Mapping[str, date | None]:
    """`quan_tri,lanh_dao:2026-01-01` → whose second factor is asked for, from which day on (None: at once). Which roles
    is the city's to say; none unless it does. `ValueError` where a role or a day is none.
    """
    asked: dict[str, date | None] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        role, _, day = part.partition(":")
        if role not in ABILITIES:
            raise ValueError(f"LIENTHONG_SECOND_FACTOR: không có vai trò «{role}»")
        asked[role] = date.fromisoformat(day) if day else None
    return asked


class Card(NamedTuple):
    """An account with the bodies and roles of its person: of mandates that are not over, or of the last one."""

    account: int
    username: str
    person: int
    name: str
    is_active: bool
    has_password: bool
    units: list[int]
    roles: list[str]
