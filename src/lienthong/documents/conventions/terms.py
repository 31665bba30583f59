"""The words of what a body has decided about its own letters."""

from datetime import date
from typing import Final, NamedTuple

KEEP: Final = "keep_conventions"

GRANTS: Final[dict[str, tuple[str, ...]]] = {
    KEEP: ("lanh_dao", "chanh_van_phong", "bi_thu", "trung_tam_cds", "vptu", "quan_tri"),
}
"""Who enters what the body has decided: its head, the head of its office, its administrator."""

VERBS: Final = {
    "convention.abbreviation_entered": "Ghi chữ viết tắt của bộ phận",
    "convention.term_entered": "Ghi nhiệm kỳ của cấp ủy",
    "convention.checking_decided": "Quyết định việc kiểm tra dự thảo",
}

FARTHEST: Final = 300
"""How far beyond the last number of a book a letter on paper may lie (ours): a body that begins here in the middle of a
year enters its letters in turn."""

LONGEST_ABBREVIATION: Final = 15


class SectionSign(NamedTuple):
    """How a section stands in the sign of a công văn, and by which paper."""

    section: str
    abbreviation: str
    since: date | None
    basis: str
    is_ours: bool
    """It comes with the program; the body has entered none."""


class CommitteeTerm(NamedTuple):
    """From when to when a committee of the Party serves. `series`: the day its numbers are counted from."""

    starts_on: date
    ends_on: date | None
    basis: str
    series: date
