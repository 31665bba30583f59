"""What the minutes say of a receiving unit's word."""

from lienthong.ground.wording import vn_datetime
from lienthong.reorganisation.reconciliation.queries import confirmations


def confirmed_words(plan: int, unit: int) -> str:
    found = next((one for one in confirmations(plan) if one.unit == unit), None)
    if found is None:
        return ""
    return f"Bên nhận đã xác nhận số liệu trên hệ thống: {found.who}, {found.title}, lúc {vn_datetime(found.at)}."
