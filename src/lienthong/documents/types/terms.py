"""The words of types of documents (Decree 30/2020/NĐ-CP, art. 7; the Party's own rules). Pure."""

from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["government", "party"]

SIDES: Final[dict[str, str]] = {"government": "Chính quyền", "party": "Đảng"}

URGENCY: Final[dict[int, str]] = {0: "Thường", 1: "Khẩn", 2: "Thượng khẩn", 3: "Hỏa tốc"}

SECRECY: Final[dict[str, str]] = {"": "Không mật", "C": "Mật", "B": "Tối mật", "A": "Tuyệt mật"}

Certainty = Literal["law", "name", "ours"]

COPIES: Final[dict[str, str]] = {"SY": "Bản sao y", "SL": "Bản sao lục", "TrS": "Bản trích sao"}
"""Made of a letter, never drafted (Decree 30/2020/NĐ-CP, art. 25 and annex III): code → name."""

BOOK_OF_COPIES: Final = "SAO"
"""All forms of copies are numbered together in a year (annex I, on copies)."""

CV: Final = "CV"
"""The one type whose sign of the State names the drafting section instead of the type."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of one side: `code` is what a letter keeps, `abbreviation` what stands in its sign."""

    side: Side
    code: str
    name: str
    abbreviation: str
    certainty: Certainty
