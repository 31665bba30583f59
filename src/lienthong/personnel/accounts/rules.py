"""Who may give and end whose access, and what a name to log in with looks like."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.accounts.terms import SIGNERS, STATES, TRUSTED, Card

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


def check_username(text: str) -> None:
    if not _USERNAME.fullmatch(text):
        raise Refusal(
            "bad_username",
            "Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số, dấu chấm hoặc gạch, ví dụ «nva.27094».",
            status=422,
            field="username",
        )


def known_state(asked: str, *, field: str) -> str:
    """A state a list is narrowed by, or nothing; refuses `unknown_state`."""
    if asked and asked not in STATES:
        raise Refusal(
            "unknown_state", "Tình trạng tài khoản không có trong danh mục.", status=422, field=field
        )
    return asked


def check_may(by_role: str, reach: Collection[int], units: Collection[int], roles: Iterable[str]) -> None:
    """Whether whoever has this role and reaches these bodies may act on access of somebody who serves in `units`.

    Not found: none of them is reached. Refused: `account_elsewhere` (the person serves elsewhere too, where somebody
    else answers for them), `account_of_signer` (with their password one could sign in their name).
    """
    if not set(units) & set(reach):
        raise NotFound
    if not set(units) <= set(reach):
        raise Refusal(
            "account_elsewhere",
            "Người này còn làm việc ở cơ quan khác. Xin đề nghị quản trị của Thành phố.",
            status=403,
        )
    if SIGNERS & set(roles) and by_role not in TRUSTED:
        raise Refusal(
            "account_of_signer",
            "Người này có thẩm quyền ký. Lãnh đạo hoặc Chánh Văn phòng của đơn vị mới cấp lại được tài khoản này.",
            status=403,
        )


def check_not_own(account: Card, person: int | None) -> None:
    """Nobody locks themselves out: somebody else would have to let them in again."""
    if account.person == person:
        raise Refusal("own_account", "Bạn không ngừng được tài khoản của chính mình.")


def check_active(account: Card) -> None:
    if not account.is_active:
        raise Refusal("account_stopped", "Tài khoản này đã ngừng. Hãy cho dùng lại trước.")


def is_factor_asked(asked: Mapping[str, date | None], roles: Iterable[str], today: date) -> bool:
    """Whether one of these roles must have a second factor today; `asked`: see `asked_by_role`."""
    return any(role in asked and (asked[role] or date.min) <= today for role in roles)
