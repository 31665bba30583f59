"""The citizen's question: which ward is mine today? Page and API answer alike, and say what was divided."""

from dataclasses import dataclass
from datetime import date

from lienthong.units.addresses.gazetteer import PlaceRead, Ward
from lienthong.units.addresses.queries import gazetteer, heirs_of, place_read
from lienthong.units.addresses.reading import Address
from lienthong.units.addresses.wording import advice, either, heading, of_old, why
from lienthong.units.points import area_at_point

MOST = 60
"""Wards of which an answer says what became of them."""

Point = tuple[float, float]
"""Longitude and latitude, WGS 84."""


@dataclass(frozen=True, slots=True)
class Became:
    """A ward somebody may mean, and what took or takes it over."""

    ward: Ward
    heirs: tuple[Ward, ...]
    label: str
    meta: str
    """Beside the label, in a list."""
    sentence: str
    """By itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    read: PlaceRead
    heading: str
    became: tuple[Became, ...]
    advice: str
    read_as: str
    """How the address was read, where it names a street."""
    at_point: Ward | None
    """The ward around the point, by the boundaries of reference."""
    has_point: bool

    @property
    def sentences(self) -> list[str]:
        """What became of the one ward that is named; of its own name too, where it goes on under it."""
        if self.read.standing not in ("one", "divided"):
            return []
        ended = [each.sentence for each in self.became if each.heirs]
        return ended or [each.sentence for each in self.became]

    @property
    def listed(self) -> list[Became]:
        """The wards it may mean, where it is not one."""
        return [] if self.read.standing in ("one", "divided") else list(self.became)


def ward_today(text: str, day: date, point: Point | None = None) -> Answer:
    """What an address, an old ward or a point says of the ward of the day. Nothing of it is kept."""
    read = place_read(text, day)
    became = tuple(_became(ward, day) for ward in (*read.earlier, *read.wards)[:MOST])
    area = area_at_point(*point, day) if point else None
    at_point = gazetteer().wards.get(area) if area is not None else None
    is_told = at_point is not None and at_point in read.today
    return Answer(
        read,
        heading(read),
        became,
        "" if is_told else advice(read),
        _read_as(text),
        at_point,
        point is not None,
    )


def _became(ward: Ward, day: date) -> Became:
    heirs = heirs_of(ward, day)
    label = of_old(ward, day)
    if ward.stands_on(day):
        return Became(ward, tuple(heirs), label, "đang hoạt động", why(ward, heirs, day))
    today = f"nay thuộc {either(heir.name for heir in heirs)}" if heirs else "không còn hoạt động"
    return Became(ward, tuple(heirs), label, today, why(ward, heirs, day))


def _read_as(text: str) -> str:
    """«đường Lê Thánh Tôn, số nhà 45 hoặc 48»: who reads it sees what was taken for what."""
    address = Address(text)
    spelt = address.street_spelt()
    if not spelt:
        return ""
    numbers = " hoặc ".join(map(str, address.street_numbers()))
    return f"đường {spelt}" + (f", số nhà {numbers}" if numbers else "")
