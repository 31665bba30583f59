"""Believable names for the staff of trial worlds; drawn by a seed, so that every world has the same people."""

from random import Random

_FAMILY = ("Nguyễn " * 12 + "Trần " * 5 + "Lê " * 4 + "Phạm " * 3 + "Huỳnh " * 2 + "Hoàng Phan Vũ Võ Võ Đặng Bùi Đỗ Hồ "
           "Ngô Dương Lý Trương Đinh Mai Đoàn Lâm Tô Châu").split()
_MALE_MIDDLE = "Văn Hữu Đức Minh Quốc Thanh Công Xuân Anh Hoàng Trọng Gia Thành Ngọc Duy Bảo".split()
_MALE_GIVEN = ("An Anh Bình Cường Dũng Đạt Đức Hải Hiếu Hòa Hùng Huy Khánh Khoa Khôi Kiên Lâm Long Mạnh Minh Nam "
               "Nghĩa Nhân Phong Phúc Quân Quang Sơn Tài Tâm Thắng Thành Thịnh Tiến Toàn Trí Trung Tuấn Việt Vinh").split()
_FEMALE_MIDDLE = "Thị Ngọc Thanh Thu Kim Mỹ Bích Hồng Phương Diệu Minh Thùy Quỳnh Lan Tuyết Xuân".split()
_FEMALE_GIVEN = ("An Anh Ánh Bình Châu Chi Diễm Dung Duyên Giang Hà Hạnh Hân Hiền Hoa Hương Huyền Lan Liên Linh Loan "
                 "Ly Mai My Nga Ngân Ngọc Nhi Nhung Oanh Phương Quyên Tâm Thảo Thư Thủy Trang Trinh Trúc Uyên Vân Vy Yến").split()


def draw_name(random: Random) -> str:
    middle, given = (
        (_MALE_MIDDLE, _MALE_GIVEN) if random.random() < 0.5 else (_FEMALE_MIDDLE, _FEMALE_GIVEN)
    )
    return f"{random.choice(_FAMILY)} {random.choice(middle)} {random.choice(given)}"
