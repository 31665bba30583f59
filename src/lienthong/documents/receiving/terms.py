"""Words of what comes from outside, of numbers that were given out of turn, and of periods that are closed."""

from lienthong.documents.terms import CLERKS, DELIVERY
from lienthong.work.items.terms import Move, moves

ENTERED = "delivery.entered"
"""The first line of a letter from outside: it is registered as it comes in."""

REGISTER_OUTSIDE = "register_outside"
CLOSE_REGISTER = "close_register"

INCOMING, OUTGOING = "van-ban-den", "van-ban-di"

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""What a number in between carries behind the number before it: 15a, 15b."""

MOVES_OF_RECEIVING = moves(
    Move("register_between", "Vào sổ số xen", DELIVERY, frozenset({"arrived"}), "registered",
         "delivery.registered_between", "register_between", step="direct"),
    Move("cancel_number", "Hủy số đến", DELIVERY, frozenset({"registered"}), "voided", "delivery.number_cancelled",
         "cancel_number", closes=True),
    Move("restore_number", "Khôi phục số đến", DELIVERY, frozenset({"voided"}), "registered",
         "delivery.number_restored", "restore_number", step="direct"),
)  # fmt: skip

VERBS_OF_RECEIVING = {
    ENTERED: "Vào sổ văn bản giấy, văn bản ngoài hệ thống",
    "delivery.registered_between": "Vào sổ văn bản đến bằng số xen",
    "delivery.number_cancelled": "Hủy số đến",
    "delivery.number_restored": "Khôi phục số đến đã hủy",
}

GRANTS_OF_RECEIVING = {
    REGISTER_OUTSIDE: CLERKS,
    "register_between": CLERKS,
    "cancel_number": CLERKS,
    "restore_number": CLERKS,
    CLOSE_REGISTER: CLERKS,
}
