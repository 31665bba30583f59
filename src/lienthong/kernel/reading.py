"""What somebody typed or pasted in one line, read one way by pages, API, uploads and search: names, telephones, days,
numbers, codes. However its letters are composed, whatever the width of its digits, and without what came along unseen.
"""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime

from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import UNSEEN, fold

LARGEST_NUMBER = 2**31 - 1
"""The database's own: beyond it nothing was ever numbered."""

LARGEST_ID = 2**63 - 1
"""Of what is numbered by lines of the journal."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Days of people and of their work (ours); beyond them the reckoning of terms and zones runs out of calendar."""

_BETWEEN_DIGITS = re.compile(r"[\s.()/·•_\-\u2010-\u2015\u2212]+")
_AT_HOME = re.compile(r"(?:(?:\+|00)?84)0?([235789]\d{8,9})")
_LOST_ZERO = re.compile(r"[35789]\d{8}|2\d{9}")
_VIETNAMESE = re.compile(r"0[35789]\d{8}|02\d{9}|1[89]00\d{4,6}")
_ABROAD = re.compile(r"\+(?!84)[1-9]\d{7,14}")

_DAY = re.compile(
    r"(?:ngày )?(\d{1,2})(?: ?[/.\-] ?| tháng | )(\d{1,2})(?: ?[/.\-] ?| năm | )(\d{4})", re.IGNORECASE
)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.h]| giờ )([0-5]\d)", re.IGNORECASE)

_PROVINCES = 96
"""The last code of a province in personal numbers (Circular 59/2021/TT-BCA, annex I)."""


def line(text: str) -> str:
    """One line as its writer meant it: NFC, single blanks, nothing unseen. Empty where nothing was to be seen."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub("", text)).split())


def short_line(text: str, *, field: str, label: str, longest: int = 500) -> str:
    """The same, of a field that no form describes; refuses `text_too_long`."""
    said = line(text)
    if len(said) > longest:
        raise Refusal("text_too_long", f"«{label}» dài quá {longest} ký tự.", status=422, field=field)
    return said


def plain(text: str) -> str:
    """The same with letters and digits of full width as those of the keyboard."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFKC", UNSEEN.sub("", text)).split())


def code(text: str) -> str:
    """A code or number of a paper: upper case, digits of the keyboard."""
    return plain(text).upper()


def phone(text: str, *, field: str = "phone") -> str:
    """A telephone number as it is compared and dialled here: «+84 903 000 111» and «0903.000.111» are 0903000111; one
    from abroad keeps its «+». Empty where nothing was typed. Refuses `bad_phone` for what nobody can be called by.
    """
    typed = _BETWEEN_DIGITS.sub("", plain(text))
    number = _dialled(typed)
    if typed and not (_VIETNAMESE.fullmatch(number) or _ABROAD.fullmatch(number)):
        raise Refusal(
            "bad_phone",
            "Không có số điện thoại nào như vậy. Số di động có 10 chữ số, số cố định có 11 chữ số kể cả mã vùng;"
            " số nước ngoài bắt đầu bằng dấu + và mã nước.",
            status=422,
            field=field,
        )
    return number


def _dialled(typed: str) -> str:
    if at_home := _AT_HOME.fullmatch(typed):
        return f"0{at_home[1]}"
    if _LOST_ZERO.fullmatch(typed):  # a spreadsheet took it for a number
        return f"0{typed}"
    return f"+{typed[2:]}" if typed.startswith("00") else typed


def phone_end(text: str) -> str | None:
    """The last four digits of a telephone number, where that is what was typed."""
    digits = plain(text)
    return digits if re.fullmatch(r"[0-9]{4}", digits) else None


def personal_number(text: str) -> str | None:
    """A personal number (số định danh, 12 digits: province, century and sex, year, six at random); None for others."""
    digits = re.sub(r"[\s.\-]", "", plain(text))
    if not re.fullmatch(r"[0-9]{12}", digits):
        return None
    return digits if 1 <= int(digits[:3]) <= _PROVINCES else None


_DIGITS = re.compile(r"(?<![\w/.\-])[+(]?\d[\d\s.()·•\-\u2010-\u2015\u2212]{6,}\d(?![\w/])")
_AS_IN_A_CODE = re.compile(r"\d{5}-\d{6}|\d{6}-\d{4,8}$")
_LIKE_A_PHONE = re.compile(r"[0+(]|84")


def sought(text: str) -> str:
    """What is searched for; a telephone or personal number in it as it is kept, however it was grouped."""
    return _DIGITS.sub(lambda typed: _number_sought(typed[0]), plain(text))


def _number_sought(typed: str) -> str:
    """As it was typed, where it is neither. A zero is lost by spreadsheets, which group nothing."""
    digits = re.sub(r"\D", "", typed)
    if len(digits) < 9 or _AS_IN_A_CODE.match(typed):
        return typed
    if number := personal_number(digits):
        return number
    with suppress(Refusal):
        if typed.isdecimal() or _LIKE_A_PHONE.match(typed) or len(digits) == 9:
            return phone(typed)
    return typed


def number(text: str, largest: int = LARGEST_NUMBER) -> int | None:
    """A whole number from 0 up to `largest`; None for whatever else was typed."""
    digits = plain(text)
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 19:
        return None
    return int(digits) if int(digits) <= largest else None


_YES = frozenset({"co", "x", "1", "true", "dung", "yes", "y", "✓", "✔", "☑"})
_NO = frozenset({"", "khong", "ko", "k", "0", "false", "sai", "no", "n", "☐"})


def yes_or_no(text: str) -> bool | None:
    """What a cell of yes or no says: «x», «có», «✓», «1», TRUE; «không», «0», FALSE, nothing. None for whatever else –
    «✗» and «-» too: here a cross is a yes, and a dash may be either.
    """
    words = fold(plain(text)).rstrip(".")
    return True if words in _YES else False if words in _NO else None


def day(text: str) -> date | None:
    """1/7/2025, 01.07.2025, «ngày 1 tháng 7 năm 2025», 2025-07-01; None for whatever else was typed."""
    words = plain(text)
    if iso := _ISO_DAY.fullmatch(words):
        return _date(iso[1], iso[2], iso[3])
    spoken = _DAY.fullmatch(words)
    return _date(spoken[3], spoken[2], spoken[1]) if spoken else None


def _date(year: str, month: str, day: str) -> date | None:
    with suppress(ValueError):
        spelt = date(int(year), int(month), int(day))
        return spelt if is_in_calendar(spelt) else None
    return None


def moment(text: str) -> datetime | None:
    """«14:30 1/7/2025», «1/7/2025 14h30» by our clocks, or as machines write it; None for whatever else."""
    words = plain(text)
    with suppress(ValueError, OverflowError):
        machine = datetime.fromisoformat(words.replace(" ", "+") if "T" in words else words)
        if "T" in words or ":" in words:
            at = machine if machine.tzinfo else machine.replace(tzinfo=clock.ZONE)
            return at if is_in_calendar(at) else None
    first, _, rest = words.partition(" ")
    head, _, last = words.rpartition(" ")
    for time, when in ((first, rest), (last, head)):
        spoken, on = _TIME.fullmatch(time), day(when)
        if spoken and on:
            return datetime(on.year, on.month, on.day, int(spoken[1]), int(spoken[2]), tzinfo=clock.ZONE)
    return None


def is_in_calendar(at: date) -> bool:
    """Whether a day or an instant is one that work can have."""
    return FIRST_YEAR <= at.year <= LAST_YEAR
