"""Letters as offices write them, to be laid out without a database."""

from dataclasses import replace
from datetime import date
from typing import Any

from lienthong.documents.layout.terms import Letter, Named
from tests.papers.forms import ALL, TRIAL

BODY = """Thực hiện Kế hoạch số 2/KH-UBND ngày 05 tháng 6 năm 2025 của Ủy ban nhân dân Thành phố về vận hành thử chính \
quyền địa phương hai cấp, Ủy ban nhân dân phường đề nghị các cơ quan, đơn vị phối hợp một số nội dung sau:
1. Rà soát toàn bộ hồ sơ đang giải quyết, lập danh mục bàn giao trước ngày 25 tháng 6 năm 2025.
a) Hồ sơ đất đai, xây dựng: Phòng Kinh tế, Hạ tầng và Đô thị chủ trì;
b) Hồ sơ hộ tịch, chứng thực: Trung tâm Phục vụ hành chính công chủ trì.
2. Cử đầu mối phối hợp, gửi danh sách về Văn phòng Hội đồng nhân dân và Ủy ban nhân dân.
Đề nghị các cơ quan, đơn vị quan tâm thực hiện; nếu có vướng mắc, kịp thời phản ánh để được hướng dẫn."""

DECISION_BODY = """CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN KHÁNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân của Ủy ban nhân dân phường An Khánh.
Điều 2. Hiệu lực thi hành
1. Quyết định này có hiệu lực kể từ ngày ký.
2. Bãi bỏ các quy định trước đây trái với Quyết định này.
Điều 3. Chánh Văn phòng, Trưởng các phòng và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành."""


def bodies(count: int, kind: str = "", *, copies: int = 0) -> tuple[Named, ...]:
    names = [f"Sở Nội vụ và Dân tộc thứ {n}" for n in range(1, count + 1)]
    return tuple(Named(name, kind, is_copy=n >= count - copies) for n, name in enumerate(names))


OFFICIAL_LETTER = Letter(
    side="government",
    type="CV",
    type_name="Công văn",
    subject="phối hợp vận hành thử chính quyền địa phương hai cấp trên địa bàn phường",
    body=BODY,
    to_line="",
    urgency=0,
    place="Phường An Khánh",
    above=(),
    issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG AN KHÁNH"),
    addressees=(
        Named("Sở Nội vụ", "", False),
        Named("Ủy ban nhân dân phường Bình Trưng", "ubnd", False),
        Named("Đảng ủy phường An Khánh", "dang_uy", True),
    ),
    made_on=date(2025, 6, 5),
    sign="01/UBND-VP",
    issued_on=date(2025, 6, 5),
    signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Nguyễn Thị Ngẫm Huỳnh Ưởng",
)

DECISION = replace(
    OFFICIAL_LETTER,
    type="QĐ",
    type_name="Quyết định",
    subject="Ban hành Quy chế tiếp công dân của Ủy ban nhân dân phường An Khánh",
    body=DECISION_BODY,
    sign="07/QĐ-UBND",
    signature=("CHỦ TỊCH",),
)

OF_DEPARTMENT = replace(
    OFFICIAL_LETTER,
    place="Thành phố Hồ Chí Minh",
    above=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"),
    issuer=("TRUNG TÂM CHUYỂN ĐỔI SỐ THÀNH PHỐ",),
    sign="123/TTCĐS-HTVH",
    urgency=2,
    signature=("GIÁM ĐỐC",),
    addressees=tuple(Named(f"Ủy ban nhân dân phường {n}", "ubnd", False) for n in range(168)),
)

PARTY_LETTER = replace(
    OFFICIAL_LETTER,
    side="party",
    type="TB",
    type_name="Thông báo",
    subject="về phân công nhiệm vụ các đồng chí Ủy viên Ban Thường vụ Đảng ủy",
    place="An Khánh",
    above=("ĐẢNG BỘ", "THÀNH PHỐ HỒ CHÍ MINH"),
    issuer=("ĐẢNG ỦY", "PHƯỜNG AN KHÁNH"),
    sign="36-TB/ĐU",
    signature=("T/M ĐẢNG ỦY", "PHÓ BÍ THƯ"),
)

PARTY_OFFICIAL_LETTER = replace(
    PARTY_LETTER, type="CV", type_name="Công văn", subject="V/v chế độ hội nghị", sign="127-CV/ĐU"
)

ODD = f"12 #Trần *Não* $x$ @y [ _a_ <b> \\n \\ = + - `q` ~ \" ' « » … – — ½ ² ° § € ₫ H'Ƀing {ALL}"

LETTERS = {
    "official letter": OFFICIAL_LETTER,
    "decision": DECISION,
    "of a department, urgent, to 168": OF_DEPARTMENT,
    "party": PARTY_LETTER,
    "party official letter": PARTY_OFFICIAL_LETTER,
    "draft": replace(OFFICIAL_LETTER, sign="", issued_on=None, signature=(), signer="", is_draft=True),
    "unsigned": replace(DECISION, sign="", issued_on=None),
    "three pages": replace(DECISION, body="\n".join([DECISION_BODY, *[BODY] * 8])),
    "forty addressees": replace(DECISION, addressees=bodies(40, copies=4)),
    "long subject": replace(OFFICIAL_LETTER, subject=f"{ODD}; " * 2),
    "odd": replace(
        OFFICIAL_LETTER, body=f"{ODD}\n{'a' * 300}\n{ODD}", to_line=ODD, urgency=3, signer=ODD[:60]
    ),
    "trial": replace(DECISION, trial=TRIAL),
}


def words_of(letter: Letter) -> list[Any]:
    """Everything a reader must find on it."""
    subject = letter.subject.removeprefix("V/v ")
    return [letter.sign, subject, *letter.body.splitlines(), letter.place, letter.signer, *letter.signature,
            *letter.above, *letter.issuer]  # fmt: skip
