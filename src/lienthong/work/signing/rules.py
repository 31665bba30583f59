"""Who signs here, in which form, for whom, by which paper: facts in, an authority or a refusal out."""

from datetime import date

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date
from lienthong.personnel.delegations.terms import DEPUTIES, SIGNING
from lienthong.work.signing.terms import (
    ACTING,
    DEPUTY,
    FORMS,
    MARKS,
    SIGNS_FOR_THE_COMMITTEE,
    SIGNS_IN_OWN_NAME,
    Authority,
    Delegated,
    Facts,
    Signature,
    SignedAs,
)

_BODIES = (" UBND", " HĐND", " Đảng ủy", " Thành ủy", " Sở", " phụ trách")
"""From here on a title names the body or the field, which stand elsewhere on the paper."""


def authority_of(facts: Facts) -> Authority:
    """In which form this person signs today, or why not."""
    if facts.role in SIGNS_IN_OWN_NAME:
        return own_authority(facts.role, facts.title)
    if facts.role in SIGNS_FOR_THE_COMMITTEE:
        return Authority("tm")
    delegation = _delegation(facts)
    if delegation is not None:
        return Authority(delegation.form, delegation.for_post, delegation.id)
    if facts.role in DEPUTIES and (facts.head is None or not facts.head.is_held):
        return Authority("kt", facts.head.post if facts.head else None)
    raise _no_authority(facts)


def own_authority(role: str, title: str) -> Authority:
    """Of the roles that sign themselves: their own authority, or the head's as acting head (Q.)."""
    if role in SIGNS_FOR_THE_COMMITTEE:
        return Authority("tm")
    return Authority("q" if title.startswith(ACTING) else "own")


def _delegation(facts: Facts) -> Delegated | None:
    """What holds today; of several the one that began last."""
    holding = [delegation for delegation in facts.delegations if delegation.holds(facts.day, facts.ability)]
    return max(holding, key=lambda delegation: (delegation.since, delegation.id), default=None)


def _no_authority(facts: Facts) -> Refusal:
    head = facts.head.title if facts.head else "Người đứng đầu"
    what = SIGNING.get(facts.ability, "").lower()
    ended = [
        delegation.until
        for delegation in facts.delegations
        if facts.ability in delegation.covers
        and delegation.until is not None
        and delegation.until < facts.day
    ]
    last = f" Lần giao trước đã hết ngày {vn_date(max(ended))}." if ended else ""
    return Refusal(
        "no_authority_to_sign",
        f"Hôm nay {head} chưa giao bạn ký {what}.{last} Hãy trình {head} ký,"
        " hoặc đề nghị ghi việc giao ký tại trang Giao ký.",
        status=403,
        role=facts.role,
    )


def signature(
    form: SignedAs,
    *,
    name: str,
    title: str,
    for_title: str | None = None,
    paper: str = "",
    since: date | None = None,
    until: date | None = None,
    is_away: bool = False,
    delegated: bool = False,
) -> Signature:
    """What is shown of a signature. `paper` in words; the days are those of the delegation, the last one included."""
    whom = for_title or _whom(form, title)
    basis = _basis(form, whom, paper, _days(since, until), is_away=is_away, delegated=delegated)
    head = " ".join(
        word for word in (name + ",", f"{title}," if form != "q" else "", FORMS[form], whom) if word
    )
    return Signature(
        form, name, title, whom, basis, _line(form, title, whom), head + (f", {basis}" if basis else "")
    )


def _whom(form: SignedAs, title: str) -> str:
    """For whom, where no post says it: an acting head has their title from their own, a deputy too."""
    if form == "q":
        return title.removeprefix(ACTING)
    if form == "tm":
        return title.partition("Bí thư ")[2] or "tập thể"
    if form == "own":
        return ""
    whole = title.removeprefix(DEPUTY)
    return whole.partition(" phụ trách")[0]


def _basis(form: SignedAs, whom: str, paper: str, days: str, *, is_away: bool, delegated: bool) -> str:
    if form in ("own", "tm"):
        return ""
    away = f", vắng mặt {days}" if is_away else ""
    if paper:
        return f"theo {paper}{away}"
    if delegated:
        return f"theo phân công của {whom} {days}{'' if not is_away else ', khi vắng mặt'}"
    return f"khi khuyết {whom}" if form == "kt" else ""


def _days(since: date | None, until: date | None) -> str:
    if since is None:
        return ""
    if since == until:
        return f"ngày {vn_date(since)}"
    return f"từ {vn_date(since)}" + (f" đến {vn_date(until)}" if until else "")


def _line(form: SignedAs, title: str, whom: str) -> tuple[str, ...]:
    if form == "own":
        return (_printed(title),)
    if form == "q":
        return (f"{MARKS[form]} {_printed(whom)}",)
    body = whom.upper() if form == "tm" else _printed(whom)
    return f"{MARKS[form]} {body}", _printed(title)


def _printed(title: str) -> str:
    """The office alone, in capitals: «Phó Chủ tịch UBND» → «PHÓ CHỦ TỊCH»."""
    cut = min((at for body in _BODIES if (at := title.find(body)) > 0), default=len(title))
    return title[:cut].upper()


def paper_words(title: str, sign: str, on: date | None) -> str:
    """«Giấy ủy quyền số 05/GUQ-UBND ngày 30/6/2025»."""
    if not sign:
        return ""
    return f"{title or 'văn bản'} số {sign}" + (f" ngày {vn_date(on)}" if on else "")


def check_takes_back(signer: int | None, *, serves: bool, mandate: int | None) -> None:
    """Whoever signed takes a signature back; where they have left, or it was never kept who, whoever may sign. Refuses
    `not_signer`.
    """
    if signer is not None and serves and signer != mandate:
        raise Refusal("not_signer", "Chỉ người đã ký rút được chữ ký của mình.", status=403)
