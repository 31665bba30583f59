"""Facts that open every branch of every form, in names that wear every mark."""

from typing import Any

from lienthong.papers.qr import qr_svg

TRIAL = "Ngày trong hệ thống: 08:15 1/7/2025 · ngày thật: 27/11/2026"
ALL = (
    "à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ "
    "ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ"
)
WARD, HEIR = "Ủy ban nhân dân Phường Mỹ Thới Ẩn", "Ủy ban nhân dân Xã Đỗ Xuân Hợp Hưởng"
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FINGERPRINT = "17:00c0ffee00c0ffee-0badcafe0badcafe"
WRITTEN = "Thành phố Hồ Chí Minh, ngày 1 tháng 7 năm 2025"

SLIP: dict[str, Any] = {
    "title": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "foot": "Mẫu số 01 – Thông tư 03/2025/TT-VPCP",
    "trial": TRIAL,
    "unit": WARD,
    "section": "Trung tâm Phục vụ hành chính công",
    "written": "Phường Mỹ Thới Ẩn, ngày 1 tháng 7 năm 2025",
    "code": "27094-250701-0001",
    "applicant": "Nguyễn Thị Ngẫm Huỳnh Ưởng",
    "address": f"12 #Trần *Não* $x$ @y [ {ALL}",
    "phone": "0903 000 111",
    "procedure": "Đăng ký khai sinh kết hợp nhận cha, mẹ, con",
    "papers": ["Tờ khai theo mẫu quy định", "Giấy chứng sinh (bản chính)"],
    "term": "3 ngày làm việc",
    "received_at": "8 giờ 15 phút ngày 1/7/2025",
    "due_at": "17 giờ ngày 4/7/2025",
    "fee": "8.000 đồng/bản",
    "receiver": "Đặng Thuỳ Dưỡng",
    "lookup_code": "HS-ABCD-1234",
    "secret": "QWER-TYUI",
    "address_of_lookup": "https://lienthong.example/tra-cuu",
    "qr": qr_svg("https://lienthong.example/tra-cuu#ma=HS-ABCD-1234"),
}

MINUTES: dict[str, Any] = {
    "title": "Biên bản bàn giao UBND Mỹ Thới Ẩn – UBND Đỗ Xuân Hợp Hưởng",
    "foot": f"27088 – 27094 · {SHA[:16]}",
    "trial": TRIAL,
    "source": WARD,
    "target": HEIR,
    "about": "công việc đang giải quyết từ UBND Mỹ Thới Ẩn sang UBND Đỗ Xuân Hợp Hưởng",
    "written": WRITTEN,
    "basis": "Nghị quyết số 1685/NQ-UBTVQH15 ngày 16/6/2025",
    "plan": "Sắp xếp đơn vị hành chính cấp xã",
    "effective_on": "1/7/2025",
    "giver": "Lê Hữu Phước Kỹ",
    "giver_title": "Chủ tịch UBND",
    "taker": "Trịnh Ngọc Diễm Quỳnh",
    "taker_title": "Phó Chủ tịch phụ trách",
    "as_of": "08:15 1/7/2025",
    "kinds": [["Hồ sơ thủ tục", "1.204", "17", "2.408", "12.400.000"], ["Cộng", "1.204", "17", "2.408", "0"]],
    "undecided": "Trong đó 3 việc chưa quyết định thuộc phần nào, tạm giao bên nhận mặc định.",
    "items": [["1", "27088-0006", f"Phản ánh: {ALL}", "Đang giải quyết", "27/6/2025", "17:00 4/7/2025"]],
    "sha256": SHA,
    "confirmed": "Bên nhận đã xác nhận số liệu trên hệ thống: Võ Bửu Tuyền, Chủ tịch, lúc 08:15 1/7/2025.",
}

_REPORT: dict[str, Any] = {
    "trial": TRIAL,
    "wide": True,
    "issuer": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
    "written": WRITTEN,
    "as_of": "08:15 1/7/2025",
    "checks": [["Biên của ma trận bằng tổng", "1.204/1.204", "mọi việc đang mở nằm ở đúng một ô"]],
    "fingerprint": FINGERPRINT,
    "kinds": ["Hồ sơ thủ tục", "Phản ánh"],
    "pairs": [["UBND Mỹ Thới Ẩn", "UBND Đỗ Xuân Hợp Hưởng", "1.200", "4", "17", "1.204"]],
    "no_recipient": [["UBND Đỗ Xuân Hợp Hưởng", "Phản ánh", "4", "phân công, trả lời công dân"]],
    "missing": ["UBND Quỳ Hợp", "HĐND Ỷ La"],
    "sources": [["27088", "UBND Mỹ Thới Ẩn", "1.204", FINGERPRINT]],
    "sha256": SHA,
}

RECONCILIATION: dict[str, Any] = _REPORT | {
    "title": "Báo cáo đối chiếu – Sắp xếp cấp xã",
    "foot": f"Đối chiếu · {SHA[:16]}",
    "plan": "Sắp xếp đơn vị hành chính cấp xã",
    "basis": "Nghị quyết số 1685/NQ-UBTVQH15",
    "effective_on": "1/7/2025",
    "mode": "trên dữ liệu thật, không tác động",
    "totals": ["1.204", "1.180", "24", "17", "2.408", "12.400.000"],
    "undecided": [["Phường Ỷ La", "UBND Đỗ Xuân Hợp Hưởng", "3"]],
    "since": "Từ lúc đó đã có 12 việc mới.",
}

JOINING: dict[str, Any] = _REPORT | {
    "title": "Báo cáo nhập thế giới binh-duong",
    "foot": f"Nhập · {SHA[:16]}",
    "world": "Thế giới «binh-duong», tỉnh 74",
    "mode": "chạy thử",
    "file": SHA[:24],
    "totals": ["9.204", "1.204", "17", "2.408", "12.400.000"],
    "findings": [["Hai thủ tục cùng mã, khác thời hạn", "procedure_differs"]],
    "changes": [["Sổ số", "VB-ĐẾN", "VB-ĐẾN-74", "giữ số cũ, thêm mã tỉnh"]],
    "city_wide": [["lanhdao.74", "Phan Thị Mỹ Khuyên", "Lãnh đạo thành phố"]],
}

REGISTER: dict[str, Any] = {
    "title": "Sổ văn bản đến năm 2025 – UBND Mỹ Thới Ẩn",
    "foot": "Sổ văn bản đến 2025 · 27088",
    "trial": TRIAL,
    "wide": True,
    "body": WARD,
    "party": False,
    "cover": {
        "above": "UBND Thành phố Hồ Chí Minh", "body": WARD, "year": 2025, "since": "1/1/2025", "until": "31/3/2025",
        "numbers": ["Từ số 01 đến số 15a"], "volume": "01",
    },
    "register": "Sổ văn bản đến",
    "period": "Từ 1/1/2025 đến 31/3/2025",
    "written": WRITTEN,
    "closing": "Đã khóa sổ ngày 30/6/2025, số cuối cùng: 12.",
    "basis": "Nghị quyết số 1685/NQ-UBTVQH15",
    "heir": HEIR,
    "missing": "Không có số nào bị bỏ trống.",
    "sum": "12 mục, 3 đang giải quyết. Số liệu lúc 08:15 1/7/2025.",
    "ends": [["Văn bản đến", "12", "12"], ["Mật", "2", "2"]],
    "head": ["Số", "Ngày", "Số, ký hiệu", "Nội dung", "Nơi gửi", "Kết quả", "Nơi giữ hiện nay"],
    "rows": [["01", "2/1/2025", "12/UBND-VP", ALL, "Sở Nội vụ", "Đã trả lời 3/1/2025", "UBND Hưởng"]],
    "closings": ["Đã khóa kỳ 1/1/2025–31/3/2025: 12 văn bản (Đặng Thuỳ Dưỡng, Văn thư, 08:15 1/4/2025)."],
    "keeper": "Đặng Thuỳ Dưỡng",
    "keeper_title": "Văn thư",
    "giver": "Lê Hữu Phước Kỹ",
    "giver_title": "Văn thư",
    "taker": "Trịnh Ngọc Diễm Quỳnh",
    "taker_title": "Chánh Văn phòng",
}  # fmt: skip

_RATE = {"label": "Bước", "n_of": "1.204/2.408", "percent": "50,0 %"}
ROUND: dict[str, Any] = {
    "title": "Báo cáo vận hành thử nghiệm, vòng 3",
    "foot": "Báo cáo vận hành thử nghiệm, vòng 3",
    "trial": TRIAL,
    "units": 168,
    "played_by": "người thật",
    "started_real": "08:15 1/7/2025",
    "ended_real": "chưa kết thúc",
    "as_of": "09:15 1/7/2025",
    "valid": "Vòng hợp lệ. Độ trễ khởi phát p99 12 ms.",
    "judges": True,
    "costs": [{"label": "Tất cả", "seconds": "140,0", "per_act": "7,94 ms", "per_request": "3,10 ms"}],
    "headline": {"label": "Đơn vị đạt trọn bốn hệ thống", "n_of": "101/168", "percent": "60,1 %"},
    "systems": [{"label": "Quản lý văn bản", "colour": "#1f7a4d", "dash": [9, 4], "rates": [_RATE] * 3}],
    "course": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><text x="0" y="14" font-size="12"'
    ' font-family="Be Vietnam Pro">100 %</text></svg>',
    "rates": [_RATE],
    "verdicts": [{"label": "Đạt", "n": 1204}],
    "withdrawn": 2,
    "stuck": 4,
    "map": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    "worst": [{"code": "27088", "name": "Mỹ Thới Ẩn", "n_of": "1/12", "failed": 7}],
    "failures": [{"scenario": "Phản ánh 1022", "step": "Trả lời người dân", "verdict": "Không đạt", "n": 3,
                  "units": "Quỳ Hợp, Ỷ La và 4 đơn vị khác"}],
    "findings": [{"severity": "cao", "text": f"Không in được: {ALL}", "units": "Mỹ Thới Ẩn", "owner": "chưa giao",
                  "due_on": "4/7/2025"}],
    "hands": {
        "limit": "5", "faster": "Thạnh Mỹ Ẵng", "doors": [{"door": "trang, có phiên đăng nhập", "steps": "1.204"}],
        "pace": [{"unit": "Thạnh Mỹ Ẵng", "steps": "31", "seconds": "2,5", "fast": "12"}],
        "sessions": [{"mandates": "Văn thư Quỳ Hợp; Lãnh đạo Ỷ La", "steps": "17"}],
    },
    "twins": [{"kind": "Phản ánh", "unit": "Mỹ Thới Ẩn", "door": "cửa công dân", "at": "08:05 1/7/2025", "n": "3"}],
    "checks": [{"label": "Chuỗi ảnh chụp", "holds": "đúng", "said": "17 ảnh nối nhau", "at": "09:00 1/7/2025"}],
    "before": {"number": 2, "rows": [{"label": "Thủ tục", "then": {"n_of": "1/12"}, "now": {"n_of": "7/12"}}]},
    "definitions": [{"label": "Độ phủ thủ tục", "definition": "số thủ tục đã dùng chia cho số thủ tục có"}],
    "seed": 7,
    "speed": "60",
    "roster_sha256": SHA,
    "expectations_sha256": SHA,
}  # fmt: skip

HELD: dict[str, Any] = {
    "title": "Thông tin về dữ liệu cá nhân đang được lưu giữ", "unit": "UBND phường Thạnh Mỹ Ẵng",
    "name": f"Nguyễn {ALL}",
    "number": "0903000111", "others": 1, "foot": "Trang của chủ thể dữ liệu", "trial": TRIAL, "by": "Đỗ Thị Ổn",
    "written": "Thành phố Hồ Chí Minh, ngày 01 tháng 7 năm 2025",
    "items": [
        {
            "heading": "Hồ sơ thủ tục 27094-250701-0001", "standing": "Nhận 08:05 1/7/2025; đang thụ lý",
            "held": [["Người nộp", "Nguyễn Ỷ"]], "papers": ["to-khai.pdf"],
            "lists": [{"title": "Đã xem dữ liệu", "rows": [["08:06 1/7/2025", "trang", "Chuyên viên"]]}],
        }
    ],
}  # fmt: skip

LETTER: dict[str, Any] = {
    "title": "Công văn 01/UBND-VP", "made": [2025, 7, 1], "draft": False, "trial": TRIAL,
    "above": ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"], "issuer": ["SỞ NỘI VỤ ẨN"], "sign": "01/UBND-VP",
    "place": "Phường Mỹ Thới Ẩn", "written": "ngày 01 tháng 7 năm 2025",
    "about": f"V/v {ALL}", "urgency": "HỎA TỐC", "type": "QUYẾT ĐỊNH", "subject": f"Về việc {ALL}", "rule": 20,
    "to": ["Sở Nội vụ;", f"Phòng {ALL}."],
    "blocks": [{"centre": "QUYẾT ĐỊNH:"}, {"basis": "Căn cứ Luật;"}, {"article": ["Điều 1.", "Ban hành."]},
               {"heading": "I. CHUNG"}, {"plain": f"12 #Trần *Não* $x$ @y [ {ALL}"}],
    "receivers": ["- Như trên;", f"- {ALL};", "- Lưu: VT, VP."], "signature": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    "signer": "Lê Hữu Phước Kỹ",
}  # fmt: skip

FILES: dict[str, Any] = {
    "title": "Biên bản giao nhận hồ sơ", "foot": "Biên bản · 27094", "trial": TRIAL, "wide": True, "body": WARD,
    "written": "ngày 01 tháng 7 năm 2025", "heading": "Biên bản giao nhận", "under": "Mục lục hồ sơ nộp lưu năm 2025",
    "minutes": True, "head": ["STT", "Số, ký hiệu", "Tiêu đề", "Ngày", "Bảo quản", "Người lập", "Văn bản", "Tờ",
                              "Ghi chú"],
    "rows": [["1", "01.VP", ALL, "2/1/2025 – 1/7/2025", "Vĩnh viễn", "Đỗ Thị Ổn", "12", "40", "Đã nộp"]],
    "sum": "Tổng số: 1 hồ sơ.", "giver": "Lê Hữu Phước Kỹ", "taker": "Trịnh Ngọc Diễm Quỳnh",
}  # fmt: skip
CONTENTS: dict[str, Any] = {
    "title": "Mục lục văn bản – hồ sơ 01.VP", "foot": "Mục lục · 27094", "trial": TRIAL, "wide": True, "body": WARD,
    "written": "ngày 01 tháng 7 năm 2025", "code": "01.VP", "name": ALL, "retention": "10 năm",
    "head": ["STT", "Số, ký hiệu", "Ngày", "Trích yếu", "Tác giả", "Tình trạng"],
    "rows": [["1", "01/UBND-VP", "1/7/2025", f"Công văn: {ALL}", "Sở Nội vụ", "Đã trả lời"]],
    "sum": "Tổng số: 1 văn bản.", "keeper": "Đỗ Thị Ổn",
}  # fmt: skip

FORMS: dict[tuple[str, str], dict[str, Any]] = {
    ("lienthong.documents.files_of_work", "files"): FILES,
    ("lienthong.documents.files_of_work", "contents"): CONTENTS,
    ("lienthong.documents.layout", "government"): LETTER,
    ("lienthong.documents.layout", "party"): LETTER,
    ("lienthong.procedures.slips", "slip"): SLIP,
    ("lienthong.reorganisation.minutes", "minutes"): MINUTES,
    ("lienthong.reorganisation.reconciliation", "report"): RECONCILIATION,
    ("lienthong.joining", "joining"): JOINING,
    ("lienthong.registers", "register"): REGISTER,
    ("lienthong.rehearsal.telling", "report"): ROUND,
    ("lienthong.work.persons.rights", "held"): HELD,
}
"""Room and name of every form the product prints."""
