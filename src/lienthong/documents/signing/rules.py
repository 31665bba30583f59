"""What stands on a stamp and in the empty places, and what is said of a signature that was checked. Pure."""

from datetime import datetime
from textwrap import wrap

from lienthong.documents.signing.pdf.terms import TRIAL_MARK, Blank, Checked, Outcome, Stamp
from lienthong.documents.signing.terms import OUTCOMES, PROBLEMS
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date, vn_datetime, vn_formal
from lienthong.work.handing.terms import MOST_AT_ONCE

LONGEST_LINE = 27
"""Letters of a line on a stamp; more would make all of them small."""

BLUE = (0.05, 0.2, 0.55)
RED = (0.75, 0.05, 0.1)


def person_stamp(name: str, unit: str, at: datetime, *, is_trial: bool) -> Stamp:
    return Stamp(
        (*_mark(is_trial), *_lines(f"Người ký: {name}"), *_lines(f"Cơ quan: {unit}"), *_time(at)), BLUE
    )


def seal_stamp(unit: str, at: datetime, *, is_trial: bool) -> Stamp:
    return Stamp((*_mark(is_trial), *_lines(f"Cơ quan: {unit}"), *_time(at)), RED)


def _mark(is_trial: bool) -> tuple[str, ...]:
    return (TRIAL_MARK,) if is_trial else ()


def _lines(words: str) -> list[str]:
    return wrap(words, LONGEST_LINE)


def _time(at: datetime) -> list[str]:
    return _lines(f"Thời gian ký: {local(at):%d/%m/%Y %H:%M:%S}")


def blanks_of(sign: str, issued_at: datetime) -> dict[Blank, str]:
    """What is written after the person has signed."""
    return {"number": sign, "date": vn_formal(issued_at)}


def not_ready() -> Refusal:
    return Refusal(
        "not_ready_to_sign", "Văn bản này hiện không chờ ký ở bước này. Hãy tải lại trang để xem tình trạng."
    )


def check_letters(count: int) -> None:
    """Refuses `nothing_to_sign`, `too_many_to_sign`."""
    if not count:
        raise Refusal(
            "nothing_to_sign",
            "Hãy đánh dấu ít nhất một văn bản chờ ký trong danh sách.",
            status=422,
            field="items",
        )
    if count > MOST_AT_ONCE:
        raise Refusal(
            "too_many_to_sign",
            f"Mỗi lần ký được {MOST_AT_ONCE} văn bản; hãy chia thành nhiều lần.",
            status=422,
            field="items",
        )


def outcome_asked(asked: str, field: str = "tinh-trang") -> str:
    """Refuses `unknown_outcome`."""
    if asked and asked not in OUTCOMES:
        raise Refusal(
            "unknown_outcome", "Tình trạng chữ ký không có trong danh mục.", status=422, field=field
        )
    return asked


def problem_words(problem: str) -> str:
    """What went wrong, or is missing, and what to do; nothing where nothing did."""
    return PROBLEMS.get(problem, PROBLEMS["not_finished"]) if problem else ""


def signature_missing() -> Refusal:
    return Refusal("signature_missing", "Thiết bị chưa ký văn bản này. Hãy ký lại.")


def letter_changed() -> Refusal:
    return Refusal("letter_changed", "Văn bản đã thay đổi từ khi bạn bấm ký. Hãy xem lại văn bản rồi ký.")


def verdict(checked: Checked, now: datetime) -> tuple[bool, str]:
    """Whether a signature holds in every respect, and the one sentence that says so or what does not."""
    if not checked.is_whole:
        return False, "Không hợp lệ: nội dung đã bị sửa sau khi ký, hoặc chữ ký không khớp với chứng thư."
    if checked.change == "altered":
        return False, "Không hợp lệ: văn bản đã bị sửa sau chữ ký này."
    trust = _distrust(checked)
    if trust:
        return False, trust
    if checked.until is not None and checked.until < now and not _was_in_time(checked):
        return False, f"Chứng thư đã hết hạn ngày {vn_date(checked.until)}."
    return True, "Hợp lệ: nội dung còn nguyên từ khi ký." if not checked.change else (
        "Hợp lệ: từ khi ký chỉ điền các ô đã chừa sẵn (số, ngày, dấu)."
    )


def _was_in_time(checked: Checked) -> bool:
    """A time-stamp server saw the signature before the certificate ended."""
    stamped, until = checked.timestamped_at, checked.until
    return stamped is not None and until is not None and stamped <= until


def _distrust(checked: Checked) -> str:
    match checked.trust:
        case "unknown":
            return (
                f"Chưa tin được: nơi cấp chứng thư «{checked.issuer}» không có trong danh sách tin cậy nào của hệ "
                "thống, dù tên có thể giống."
            )
        case "expired":
            return f"Chứng thư đã hết hạn ngày {vn_date(checked.until)}; không chứng minh được là ký khi còn hạn."
        case "not_yet":
            return "Chứng thư chưa đến ngày có hiệu lực."
        case "revoked":
            return "Không hợp lệ: chứng thư đã bị thu hồi."
        case "unchecked":
            return "Chưa biết chứng thư còn hiệu lực: danh sách thu hồi của nơi cấp đã quá cũ."
        case "unusable":
            return "Không hợp lệ: chứng thư không được cấp để ký văn bản."
    return ""


def told(checked: Checked, now: datetime) -> dict[str, object]:
    """A checked signature for the page: who, when, whether it holds, trusted by which list."""
    holds, sentence = verdict(checked, now)
    return {
        "name": checked.name,
        "organisation": checked.organisation if checked.organisation != checked.name else "",
        "issuer": checked.issuer,
        "when": _when(checked),
        "holds": holds,
        "sentence": sentence,
        "list_name": checked.list_name,
        "is_trial": checked.is_trial,
    }


def _when(checked: Checked) -> str:
    if checked.timestamped_at is not None:
        return f"{vn_datetime(checked.timestamped_at)} (dấu thời gian)"
    return f"{vn_datetime(checked.signed_at)} (theo máy ký)" if checked.signed_at else "không rõ"


def outcome_words(outcome: Outcome) -> str:
    """What is said of a file none of whose signatures can be shown."""
    if outcome.unreadable:
        return "Tệp hỏng, bị khóa hoặc đã bị sửa nên không kiểm tra được chữ ký."
    return "" if outcome.signatures else "Tệp không có chữ ký số."
