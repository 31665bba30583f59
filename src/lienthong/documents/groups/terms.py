"""The words of saved groups of addressees and of the list of bodies outside."""

from collections.abc import Mapping
from typing import Final

from lienthong.documents.terms import DRAFTERS

KEEP: Final = "keep_addressees"

GRANTS: Final[Mapping[str, tuple[str, ...]]] = {KEEP: DRAFTERS}

VERBS: Final[Mapping[str, str]] = {
    "addressee_group.made": "Lập nhóm nơi nhận",
    "addressee_group.changed": "Sửa nhóm nơi nhận",
    "addressee_group.removed": "Xóa nhóm nơi nhận",
    "outside_body.kept": "Ghi nơi nhận ngoài hệ thống",
    "outside_body.removed": "Xóa nơi nhận ngoài hệ thống",
}
