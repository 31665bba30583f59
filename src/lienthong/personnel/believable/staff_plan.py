"""Which posts a body has (QĐ and notices of June 2025 give the shape; the numbers are ours)."""

from collections.abc import Iterator
from dataclasses import dataclass

LEADERS = "Lãnh đạo"
OFFICE = "Văn phòng HĐND và UBND"
CULTURE = "Phòng Văn hóa – Xã hội"
CENTRE = "Trung tâm Phục vụ hành chính công"
PARTY_OFFICE = "Văn phòng Đảng ủy"

AN_KHANH = "27094"
AN_KHANH_CENTRE_STAFF = 18
"""14 civil servants and 4 part-time: the one centre whose size was reported."""


@dataclass(frozen=True, slots=True)
class Place:
    section: str
    role: str
    title: str


def economy(area_kind: str) -> str:
    """Wards have a bureau that also builds; communes and special zones have not."""
    return "Phòng Kinh tế, Hạ tầng và Đô thị" if area_kind == "phường" else "Phòng Kinh tế"


def committee(code: str, area_kind: str) -> Iterator[Place]:
    """The People's Committee of a new commune-level unit."""
    yield Place(LEADERS, "lanh_dao", "Chủ tịch UBND")
    yield Place(LEADERS, "pho_chu_tich", "Phó Chủ tịch UBND")
    yield Place(LEADERS, "pho_chu_tich", "Phó Chủ tịch UBND")
    yield Place(OFFICE, "chanh_van_phong", "Chánh Văn phòng HĐND và UBND")
    yield Place(OFFICE, "van_thu", "Văn thư")
    yield Place(OFFICE, "chuyen_vien", "Chuyên viên Văn phòng")
    yield Place(OFFICE, "dau_moi_1022", "Đầu mối 1022")
    yield Place(OFFICE, "ky_thuat", "Cán bộ kỹ thuật")
    bureau = economy(area_kind)
    yield Place(bureau, "truong_phong", f"Trưởng {bureau.lower()}")
    yield Place(bureau, "chuyen_vien", "Chuyên viên")
    yield Place(CULTURE, "truong_phong", f"Trưởng {CULTURE.lower()}")
    yield Place(CULTURE, "chuyen_vien", "Chuyên viên")
    yield Place(CULTURE, "tu_phap", "Công chức tư pháp – hộ tịch")
    yield from _centre(AN_KHANH_CENTRE_STAFF if code == AN_KHANH else 5)


def _centre(size: int) -> Iterator[Place]:
    yield Place(CENTRE, "giam_doc_ttpvhcc", "Giám đốc")
    yield Place(CENTRE, "tu_phap", "Công chức tư pháp – hộ tịch")
    for _ in range(size - 2):
        yield Place(CENTRE, "tiep_nhan", "Cán bộ tiếp nhận và trả kết quả")


def party_committee() -> Iterator[Place]:
    yield Place("Thường trực Đảng ủy", "bi_thu", "Bí thư Đảng ủy")
    yield Place("Thường trực Đảng ủy", "pho_bi_thu", "Phó Bí thư Đảng ủy")
    yield Place(PARTY_OFFICE, "van_thu_dang", "Văn thư Đảng ủy")
    yield Place(PARTY_OFFICE, "chuyen_vien_dang", "Chuyên viên Văn phòng Đảng ủy")


def former_commune() -> Iterator[Place]:
    """What an abolished commune still needs to finish: a counter and a signature."""
    yield Place(LEADERS, "lanh_dao", "Chủ tịch UBND")
    yield Place("Bộ phận Một cửa", "tiep_nhan", "Cán bộ tiếp nhận và trả kết quả")


def council() -> Iterator[Place]:
    yield Place("Thường trực HĐND", "chu_tich_hdnd", "Chủ tịch HĐND")


def front() -> Iterator[Place]:
    yield Place("Ban Thường trực", "chu_tich_mttq", "Chủ tịch Ủy ban MTTQ Việt Nam")


def former_district() -> Iterator[Place]:
    yield Place(LEADERS, "lanh_dao", "Chủ tịch UBND")
    yield Place("Bộ phận Một cửa", "tiep_nhan", "Cán bộ tiếp nhận và trả kết quả")


def working_commune() -> Iterator[Place]:
    """A commune of a province that runs an installation of its own: it works there, it does not only finish."""
    yield from former_commune()
    yield Place("Văn phòng", "van_thu", "Văn thư")
    yield Place("Văn phòng", "chuyen_vien", "Công chức chuyên môn")


PROVINCE = (
    Place("Thường trực UBND", "lanh_dao", "Chủ tịch UBND tỉnh"),
    Place("Văn phòng UBND tỉnh", "van_thu", "Văn thư"),
    Place("Văn phòng UBND tỉnh", "chuyen_vien", "Chuyên viên"),
    Place("Văn phòng UBND tỉnh", "quan_tri", "Quản trị hệ thống của tỉnh"),
)
"""Of the People's Committee of a province that runs an installation of its own."""

DEPARTMENT = (
    Place("Ban Giám đốc", "lanh_dao", "Giám đốc Sở"),
    Place("Phòng Chuyên môn", "chuyen_vien", "Chuyên viên"),
    Place("Bộ phận Một cửa", "tiep_nhan", "Cán bộ tiếp nhận và trả kết quả"),
)
"""Of a department that takes over fields of the former districts."""

CITY_POSTS: dict[str, tuple[Place, ...]] = {
    "H29": (
        Place("Thường trực UBND", "lanh_dao_tp", "Phó Chủ tịch UBND Thành phố"),
        Place("Thường trực UBND", "pho_chu_tich", "Phó Chủ tịch UBND Thành phố phụ trách việc của cấp huyện"),
        Place("Văn phòng UBND Thành phố", "chanh_van_phong", "Chánh Văn phòng UBND Thành phố"),
        Place("Văn phòng UBND Thành phố", "van_thu", "Văn thư UBND Thành phố"),
        Place("Văn phòng UBND Thành phố", "chuyen_vien", "Chuyên viên tiếp nhận việc của cấp huyện"),
    ),
    "H29-TTCDS": (
        Place("Phòng Vận hành", "trung_tam_cds", "Chuyên viên điều phối"),
        Place("Phòng Vận hành", "quan_tri", "Quản trị vận hành thử nghiệm"),
        Place("Cổng 1022", "tong_dai_1022", "Điều phối viên 1022"),
        Place("Cổng 1022", "tong_dai_1022", "Điều phối viên 1022"),
    ),
    "H29-VPTU": (Place("Phòng Hành chính", "vptu", "Chuyên viên Văn phòng Thành ủy"),),
    "H29-SNV": (Place("Ban Giám đốc", "lanh_dao_tp", "Giám đốc Sở Nội vụ"),),
    "H29-SNNMT": DEPARTMENT,
    "H29-SXD": DEPARTMENT,
}

PROVINCE_POSTS: dict[str, tuple[Place, ...]] = {
    "UBND": (Place("Thường trực UBND", "lanh_dao_tp", "Phó Chủ tịch UBND"),),
    "TTCDS": (Place("Phòng Vận hành", "trung_tam_cds", "Chuyên viên điều phối"),),
    "VPTU": (Place("Phòng Hành chính", "vptu", "Chuyên viên Văn phòng"),),
}
"""Of another province in a world of several: by the suffix of the agency (`units/data/province_bodies.csv`). The
centre that runs the trial and the switchboard of 1022 stay the city's."""

SUPERVISING_TEAMS = 10
"""Working groups of leaders that watched the wards on 12 and 25 June 2025."""
