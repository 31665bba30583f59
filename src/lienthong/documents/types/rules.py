"""Which types a letter may have. Pure."""

from datetime import date

from lienthong.documents.types.packaged import NAMES, TYPES, skeletons
from lienthong.documents.types.terms import COPIES, SIDES, DocumentType
from lienthong.kernel.decided.dated import Dated
from lienthong.kernel.refusals import Refusal


def in_force(side: str, on: date) -> list[Dated[DocumentType]]:
    """The types of a side on a day, in the order of its rule."""
    return [row for row in TYPES if row.value.side == side and row.holds_on(on)]


def type_in_force(code: str, side: str, on: date) -> DocumentType:
    """Refuses `unknown_side`, `unknown_type`, `copy_not_drafted`, `type_of_other_side`, `type_not_in_force`."""
    if side not in SIDES:
        raise Refusal(
            "unknown_side", f"Không có khối «{side}»; chọn chính quyền hoặc Đảng.", status=422, field="side"
        )
    if code not in NAMES:
        raise Refusal("unknown_type", f"Không có loại văn bản «{code}».", status=422, field="type")
    check_drafted(code)
    own = [row for row in TYPES if row.value.side == side and row.value.code == code]
    if not own:
        other = next(label for key, label in SIDES.items() if key != side)
        raise Refusal(
            "type_of_other_side",
            f"«{NAMES[code]}» là loại văn bản của khối {other}, không dùng cho khối {SIDES[side]};"
            " hãy chọn loại khác hoặc đổi khối.",
            status=422,
            field="type",
        )
    for row in own:
        if row.holds_on(on):
            return row.value
    raise Refusal(
        "type_not_in_force",
        f"Loại văn bản «{NAMES[code]}» không có hiệu lực vào ngày này.",
        status=422,
        field="type",
    )


def check_drafted(code: str) -> None:
    """A copy says what its letter says. Refuses `copy_not_drafted`."""
    if code in COPIES:
        raise copy_not_drafted()


def copy_not_drafted() -> Refusal:
    return Refusal(
        "copy_not_drafted",
        "Bản sao được lập từ trang của văn bản được sao, không soạn và không sửa như dự thảo; bản sao sai thì hủy rồi"
        " lập bản khác.",
        status=422,
        field="type",
    )


def abbreviation_of(code: str, side: str, on: date) -> str:
    """What stands in the sign: of a letter drafted as what is no longer a type of its side, the code it keeps."""
    own = (row.value for row in in_force(side, on) if row.value.code == code)
    return next((kind.abbreviation for kind in own), code)


def skeleton_of(code: str, side: str) -> str:
    """Nothing where none was written."""
    return skeletons().get((side, code), "")
