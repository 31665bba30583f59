"""What an address says of its ward, in the words a citizen and an officer read. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from lienthong.kernel.wording import vn_date
from lienthong.units.addresses.gazetteer import PlaceRead, Ward
from lienthong.units.rules import in_a_phrase

UNTELLABLE = "Chữ trong địa chỉ không đủ để biết nơi ấy nay thuộc bên nào."


def of_old(ward: Ward, day: date) -> str:
    """«Phường 15 cũ (Quận Tân Bình)»; a ward of the day by its name, with the district while there is one."""
    ended = " cũ" if ward.ends_on and ward.ends_on <= day else ""
    return f"{ward.name}{ended}" + (f" ({ward.district})" if ward.district else "")


def either(names: Iterable[str], word: str = "hoặc") -> str:
    """«A», «A hoặc B», «A, B hoặc C»."""
    *before, last = names
    return f"{', '.join(before)} {word} {last}" if before else last


def why(ward: Ward, heirs: Sequence[Ward], day: date) -> str:
    """What became of a ward, or is to become of it, as one sentence. `heirs`: what took or takes it over."""
    stands = ward.stands_on(day)
    if not heirs or ward.ends_on is None:
        return (
            f"{of_old(ward, day)} đang hoạt động." if stands else f"{of_old(ward, day)} không còn hoạt động."
        )
    names = [in_a_phrase(heir.name) for heir in heirs]
    since = f"từ ngày {vn_date(ward.ends_on)}"
    how = f"nhập vào {names[0]}" if len(heirs) == 1 else f"được chia cho {either(names, 'và')}"
    return (
        f"{of_old(ward, day)} đang hoạt động; {since} {how}."
        if stands
        else f"{of_old(ward, day)} {how} {since}."
    )


def in_short(read: PlaceRead, day: date) -> str:
    """One line beside an address; empty where it says nothing that the address does not."""
    today = either(ward.name for ward in read.today) if read.today else ""
    match read.standing:
        case "one":
            return today
        case "divided":
            return f"{today}: {of_old(read.wards[0], day)} được chia, cần xem vị trí cụ thể"
        case "several":
            return f"có {len(read.wards)} nơi cùng tên; cần biết quận, huyện cũ"
        case "two_wards":
            return (
                f"địa chỉ ghi hai nơi khác nhau: {either((of_old(ward, day) for ward in read.wards), 'và')}"
            )
        case _:
            return ""


def heading(read: PlaceRead) -> str:
    """What a citizen reads first."""
    match read.standing:
        case "one" | "divided":
            return either(ward.name for ward in read.today)
        case "several":
            return f"Có {len(read.wards)} nơi cùng mang tên này"
        case "two_wards":
            return "Địa chỉ này ghi hai nơi khác nhau"
        case "unknown_ward":
            place = f" ở {either(read.districts)}" if read.districts else ""
            return f"Không có «{read.said}»{place} trong danh mục"
        case "district":
            return f"{either(read.districts)} cũ nay thuộc {len(read.today)} phường, xã"
        case "outside":
            return f"Địa chỉ này ở {in_a_phrase(read.said)}"
        case _:
            return "Chưa nhận ra phường, xã nào trong địa chỉ này"


def advice(read: PlaceRead) -> str:
    """What to do next where no single ward can be said; empty where one is."""
    match read.standing:
        case "divided":
            return (
                f"{UNTELLABLE} Hãy bấm «Dùng vị trí tôi đang đứng» khi ở đó, hỏi khu phố, ấp của bạn, hoặc gọi 1022."
                " Trong khi chờ rõ, phường, xã nào của Thành phố cũng tiếp nhận hồ sơ của bạn."
            )
        case "several":
            return "Nhiều nơi cùng mang tên này. Hãy ghi thêm quận, huyện, thành phố cũ."
        case "two_wards":
            return "Cả hai nơi được ghi bên dưới. Hãy giữ lại một phường, xã rồi xem lại."
        case "unknown_ward":
            return "Hãy xem lại tên phường, xã và quận, huyện như ghi trên giấy tờ trước 01/7/2025."
        case "district":
            return "Hãy ghi thêm phường, xã cũ."
        case "outside":
            return "Trang này chỉ biết các phường, xã, đặc khu của Thành phố Hồ Chí Minh."
        case "nothing":
            return "Hãy ghi phường, xã và quận, huyện, ví dụ «Phường 15, Quận Tân Bình»."
        case _:
            return ""
