"""The words of whom a letter goes to."""

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from lienthong.documents.terms import DRAFT, DRAFTERS
from lienthong.personnel.decided.terms import AGENCY_ID_FORM
from lienthong.work.items.terms import Move

Way = Literal["post", "email", "hand", "axis"]

WAYS: Final[Mapping[str, str]] = {
    "post": "bưu điện",
    "email": "thư điện tử",
    "hand": "giao trực tiếp",
    "axis": "trục liên thông",
}
"""How a letter reaches a body that does not work here. By the axis its address is its electronic id."""

AXIS_ID: Final = re.compile(rf"{AGENCY_ID_FORM.pattern}|LT-\d{{1,9}}")
"""An electronic id, or the one that bodies of this system have among themselves until theirs is published."""

Course = Literal["unsent", "sent", "arrived", "registered", "directed", "completed", "returned", "recalled"]
"""What a body outside said by its own system of the letter it was sent; `unsent`: the way to it failed."""

COURSES: Final[Mapping[str, int]] = {
    "unsent": 0, "sent": 0, "arrived": 1, "registered": 2, "directed": 3, "completed": 4, "returned": 4,
    "recalled": 5,
}  # fmt: skip
"""In which order they are said: messages overtake one another, a letter does not go back."""

DONE: Final = ("completed", "returned", "recalled")

WARDS, PARTY_WARDS = "phuong-xa", "dang-uy"
EVERYBODY: Final[Mapping[str, str]] = {
    WARDS: "Tất cả phường, xã, đặc khu (Ủy ban nhân dân)",
    PARTY_WARDS: "Tất cả Đảng ủy phường, xã, đặc khu",
}
"""Groups that nobody keeps: for who speaks for the city."""

ADDRESS_ALL: Final = "address_all"

CHANGED: Final = Move(
    "change_addressees", "Sửa nơi nhận", DRAFT, frozenset({"drafting"}), "", "draft.addressees_changed",
    "change_addressees", "n",
)  # fmt: skip

VERBS: Final[dict[str, str]] = {"draft.addressees_changed": "Sửa nơi nhận"}

GRANTS: Final[dict[str, tuple[str, ...]]] = {
    ADDRESS_ALL: ("trung_tam_cds", "vptu"),
    "change_addressees": DRAFTERS,
}
"""`address_all`: the bodies whose word goes to the whole city."""

MOST_LINES = 4000
MOST_OUTSIDE = 200
MOST_PERSONS = 200


class Outside(NamedTuple):
    """A body outside, as somebody wrote it down."""

    name: str
    address: str = ""
    way: str = "post"


class Addressing(NamedTuple):
    """Whom a letter goes to, as it was asked for."""

    to: tuple[int, ...] = ()
    copies: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """As they were pasted, a line each; blank ones too, so that a line can be named."""
    persons: tuple[int, ...] = ()
    outside: tuple[str, ...] = ()


class Addressees(NamedTuple):
    """The same as the letter keeps it. `copies` goes with `seats`."""

    seats: tuple[int, ...]
    copies: tuple[bool, ...]
    persons: tuple[int, ...]
    outside: tuple[Outside, ...]
    forwarded: tuple[dict[str, int], ...]
    """Bodies that have ended, with who takes their letters today."""
