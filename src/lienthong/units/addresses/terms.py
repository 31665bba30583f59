"""The words of addresses: what a piece of one may be, which words begin it, which names carry such words. Pure.

Lists of names and abbreviations are ours, gathered from how people write; a name missing here is read by its marks.
"""

from typing import Literal

PieceKind = Literal["number", "lane", "street", "neighbourhood", "ward", "district", "province", "other"]

SHORT = {
    "đ": "đường", "d": "đường", "p": "phường", "f": "phường", "q": "quận", "kp": "khu phố", "tp": "thành phố",
    "tt": "thị trấn", "tx": "thị xã", "ql": "quốc lộ", "tl": "tỉnh lộ", "hl": "hương lộ", "cmtt": "cách mạng tháng tám",
    "cmt8": "cách mạng tháng tám", "hcm": "hồ chí minh", "tphcm": "thành phố hồ chí minh",
}  # fmt: skip
"""Read so wherever they stand alone."""

DOTTED = {"x": "xã", "ph": "phường"}
"""Read so with a dot behind them."""

DOTTED_FIRST = {"h": "huyện", "t": "tỉnh"}
"""Read so with a dot behind them where a piece begins: elsewhere they are initials of a name."""

KEY_WORDS = frozenset({
    "đường", "số", "phường", "quận", "xã", "huyện", "ấp", "tổ", "khu", "phố", "dân", "cư", "thị", "trấn",
    "thành", "tỉnh", "đặc", "hẻm", "ngõ", "ngách", "kiệt", "nhà", "mới", "cũ", "và", "quốc", "hương", "lộ",
    "cách", "mạng", "tháng", "tám", "hồ", "chí", "minh",
})  # fmt: skip
"""Marks on these say nothing of how the names beside them were typed: we write them out ourselves."""

LANES = frozenset({"hem", "ngo", "ngach", "kiet"})

STREET_KINDS = {
    ("quoc", "lo"), ("tinh", "lo"), ("huong", "lo"), ("xa", "lo"), ("dai", "lo")
}  # fmt: skip
"""What begins a street that needs no house number before it."""

NAMES_WITH_KEY_WORDS = frozenset({
    "au duong lan", "ba huyen thanh quan", "duong ba trac", "duong cong khi", "duong dinh cuc", "duong dinh hoi",
    "duong dinh nghe", "duong duc hien", "duong khue", "duong minh chau", "duong quang ham", "duong thi giang",
    "duong thi muoi", "duong thieu tuoc", "duong tu giang", "duong van cam", "duong van duong", "duong van nga",
    "huyen quang", "huyen tran cong chua", "le thi phuong", "nguyen tri phuong", "nguyen van tinh", "phan van tinh",
    "tran van quan", "xa lo ha noi",
})  # fmt: skip
"""Streets in whose names a word stands that elsewhere begins a piece, without marks."""

NAMES_WITH_MARKED_KEY_WORDS = frozenset({"ba huyen thanh quan", "nguyen van tinh"})
"""Those in which it is that very word: the others, typed with their marks, cannot be misread."""

SLASHES = frozenset({"xuyet", "xet", "xec", "xiet", "sec", "suyet"})
"""How «/» is spoken: «12 xuyệt 5»."""

SPOKEN = {
    "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "sau": "6", "bay": "7", "tam": "8",
    "chin": "9", "muoi": "10",
}  # fmt: skip
"""Numbers in the names of streets that are days: Ba Tháng Hai."""

WARD_KINDS = ("phường", "xã", "thị trấn", "đặc khu")
DISTRICT_KINDS = ("quận", "huyện", "thị xã", "thành phố")
PROVINCE_KINDS = ("tỉnh", "thành phố")

NOT_ALONE = frozenset({"sai gon", "binh duong"})
"""Names of wards that without the word for their kind mean far more than the ward."""

FORMER_DISTRICTS = {
    "quận 2": "Thành phố Thủ Đức", "quận 9": "Thành phố Thủ Đức", "huyện đất đỏ": "Huyện Long Đất",
    "huyện long điền": "Huyện Long Đất", "huyện tân thành": "Thành phố Phú Mỹ",
}  # fmt: skip
"""Districts that had ended before the registry begins and are still said (Resolutions 1111/NQ-UBTVQH14, 1256 and
492/NQ-UBTVQH); those that only changed their kind are known by their name."""
