"""Decisions about delegations: facts in, nothing or a refusal out. Decree 30/2020/NĐ-CP, article 13."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NoReturn

from lienthong.kernel.periods import Period
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.delegations.terms import (
    DELEGATES,
    DEPUTIES,
    FORMS,
    KT,
    MOST_YEARS,
    SIGNING,
    TUQ,
    Holder,
    Paper,
    Standing,
    Wanted,
)


def abilities_today(
    role: str, own: frozenset[str], delegated: Collection[str], *, in_charge: bool
) -> frozenset[str]:
    """What a role may do on a day: a deputy signs only what was given, or all while the head's post is empty."""
    kept = own if role not in DEPUTIES or in_charge else own - SIGNING.keys()
    return kept | (SIGNING.keys() & set(delegated))


def check_giver(role: str, *, is_head: bool, has_delegation: bool) -> None:
    """The head gives, or the head of office by the head's paper. What was given is not passed on (13.3)."""
    if is_head or role == "chanh_van_phong":
        return
    if has_delegation:
        raise Refusal(
            "delegation_not_passed_on",
            "Người được giao ký không được giao lại cho người khác. Đề nghị người đứng đầu giao trực tiếp.",
            status=403,
        )
    raise Refusal(
        "not_the_head",
        "Chỉ người đứng đầu cơ quan giao ký, hoặc Chánh Văn phòng ghi theo văn bản của người đứng đầu.",
        status=403,
    )


def check_delegate(wanted: Wanted, head: Holder, delegate: Holder | None) -> None:
    """Somebody else of the same body, in office on the first day, of a kind that may sign in this form."""
    if delegate is None or delegate.unit != head.unit:
        _wrong("delegate_elsewhere", "Người được giao ký phải thuộc cùng cơ quan.", "delegate")
    if delegate.mandate == head.mandate:
        _wrong("delegate_is_self", "Người đứng đầu không giao ký cho chính mình.", "delegate")
    if not (delegate.serves_on(wanted.since) and head.serves_on(wanted.since)):
        _wrong(
            "mandate_not_in_force",
            "Ngày bắt đầu nằm ngoài thời gian giữ chức vụ của người giao hoặc người được giao.",
            "since",
        )
    if delegate.role not in DELEGATES[wanted.form]:
        who = "cấp phó của người đứng đầu" if wanted.form == KT else "người đứng đầu đơn vị thuộc cơ quan"
        _wrong("delegate_unfit", f"{FORMS[wanted.form]} chỉ giao cho {who}.", "delegate")


def check_terms(wanted: Wanted, *, by_head: bool, head_may: Collection[str], today: date) -> None:
    """What is given is the head's own, from today on, for a time and on a paper where the law asks for them."""
    if not wanted.covers or not set(wanted.covers) <= SIGNING.keys() & set(head_may):
        _wrong("nothing_to_delegate", "Cần chọn nội dung giao ký thuộc thẩm quyền người đứng đầu.", "covers")
    if wanted.since < today:
        _wrong(
            "delegation_backdated", "Không giao ký cho ngày đã qua: chữ ký trước đó không có căn cứ.", "since"
        )
    if wanted.until is None:
        if wanted.form == TUQ or wanted.is_away:
            _wrong("delegation_endless", "Thừa ủy quyền hoặc vắng mặt phải có ngày kết thúc.", "until")
    elif wanted.until < wanted.since:
        _wrong("delegation_ends_before", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", "until")
    elif wanted.until.year - wanted.since.year > MOST_YEARS:
        _wrong("delegation_too_long", f"Không giao ký quá {MOST_YEARS} năm, là một nhiệm kỳ.", "until")
    _check_paper(wanted, by_head=by_head)


def _check_paper(wanted: Wanted, *, by_head: bool) -> None:
    if wanted.paper.is_whole:
        return
    if wanted.form == KT and by_head and wanted.paper.is_empty:
        return
    reason = {
        "kt": "Chánh Văn phòng ghi thay người đứng đầu thì phải có văn bản giao ký",
        "tuq": "Thừa ủy quyền phải bằng văn bản",
        "tl": "Thừa lệnh phải ghi trong quy chế làm việc",
    }[wanted.form] if wanted.paper.is_empty else "Văn bản giao ký"  # fmt: skip
    _wrong("delegation_paper_missing", f"{reason}: ghi đủ tên, số ký hiệu và ngày.", "paper_sign")


def check_overlap(wanted: Wanted, standing: Iterable[Standing]) -> None:
    """The same matter is authorised (TUQ.) to one at a time, and given to nobody twice for the same days."""
    days = Period(wanted.since, after(wanted.until))
    for other in standing:
        is_same = other.delegate == wanted.delegate or other.form == wanted.form == TUQ
        if not is_same or not set(other.covers) & set(wanted.covers):
            continue
        if days.overlaps(Period(other.since, after(other.until))):
            raise Refusal(
                "delegation_overlaps",
                "Việc này đã được giao trong những ngày đó. Hãy rút lần giao trước, hoặc chọn ngày khác.",
                status=422,
                field="since",
                delegation=str(other.id),
            )


def after(last: date | None) -> date | None:
    """The day after the last one: spans are half open."""
    return None if last is None or last == date.max else date.fromordinal(last.toordinal() + 1)


def standing_of(
    *, withdrawn: bool, lapsed: bool, since: date, until: date | None, today: date
) -> str:  # fmt: skip
    """Which of `STANDINGS` a delegation has on a day."""
    if withdrawn:
        return "withdrawn"
    if until is not None and until < today:
        return "over"
    if lapsed:
        return "lapsed"
    return "to_come" if since > today else "in_force"


def paper_of(title: str, sign: str, on: date | None) -> Paper:
    return Paper(title.strip(), sign.strip(), on)


def _wrong(code: str, sentence: str, field: str) -> NoReturn:
    raise Refusal(code, sentence, status=422, field=field)
