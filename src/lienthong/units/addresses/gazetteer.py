"""The wards of the city before and after, and what an address says of where it lies. Pure.

A name never identifies a ward; name and district do, or the day. What was divided no words can tell apart: then all
heirs are said, and why.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from lienthong.kernel.sorting import sort_key
from lienthong.units.addresses.names import Mention, Names, name_alone
from lienthong.units.addresses.reading import Address
from lienthong.units.addresses.spelling import NUMBER, bare, bare_phrase, tokens
from lienthong.units.addresses.terms import (
    DISTRICT_KINDS,
    FORMER_DISTRICTS,
    NOT_ALONE,
    PROVINCE_KINDS,
    WARD_KINDS,
)

PlaceStanding = Literal[
    "one", "divided", "several", "two_wards", "unknown_ward", "district", "outside", "nothing"
]
"""One: one ward of the day. Divided: one ward is named that went to several. Several: the name is that of several.
Two wards: two are named that have nothing to do with each other. Unknown: a name nobody knows there. District: no ward
is named. Outside: another province is.
"""


@dataclass(frozen=True, slots=True)
class Ward:
    """A commune of the city of one generation. `heirs`: what took it over, the default one first."""

    area: int
    code: str
    name: str
    district: str | None
    starts_on: date
    ends_on: date | None
    heirs: tuple[int, ...] = ()
    is_earlier: bool = False
    """It had ended before the registry begins; its heir is one ward of the registry, and it has no area of its own."""

    def stands_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """What an address says of its ward. `wards`: all the words may mean; `today`: what stands there on the day."""

    standing: PlaceStanding
    wards: tuple[Ward, ...] = ()
    today: tuple[Ward, ...] = ()
    districts: tuple[str, ...] = ()
    said: str = ""
    """The words nobody knows, or the province it lies in."""

    earlier: tuple[Ward, ...] = ()
    """What the words name that had ended before the registry begins; what it went into stands in `wards`."""
    is_sure: bool = False
    """The ward is named as one: a name alone may be a street's."""

    @property
    def named(self) -> Ward | None:
        """The one ward to write down: that of the day, or the one that was divided."""
        if not self.is_sure or self.standing not in ("one", "divided"):
            return None
        return self.today[0] if self.standing == "one" else self.wards[0]


class Gazetteer:
    def __init__(self, wards: Iterable[Ward], provinces: Iterable[str] = ()) -> None:
        """`provinces`: names of those that are not the city's."""
        self.wards = {ward.area: ward for ward in wards}
        self._now: dict[tuple[int, date], tuple[Ward, ...]] = {}
        self._recorded = [ward for ward in self.wards.values() if not ward.is_earlier]
        self._names: Names[Ward] = Names(WARD_KINDS)
        self._districts: Names[str] = Names(DISTRICT_KINDS)
        self._provinces: Names[str] = Names(PROVINCE_KINDS)
        self._of_district: defaultdict[str, set[int]] = defaultdict(set)
        self._spelt = {ward.area: " ".join(tokens(ward.name)) for ward in self.wards.values()}
        self._bare = {
            area: "".join(f" {bare(word)}" for word in spelt.split()) for area, spelt in self._spelt.items()
        }
        for ward in self.wards.values():
            self._names.add(ward.name, ward)
            for district in [ward.district] if ward.district else []:
                self._of_district[district].update((ward.area, *ward.heirs))
        for district in [*self._of_district]:
            self._add_district(district)
        for former, district in FORMER_DISTRICTS.items():
            if district in self._of_district:
                self._districts.add(former, district)
        for province in provinces:
            self._provinces.add(province, province)

    def _add_district(self, district: str) -> None:
        """Under every kind: a thị xã of yesterday is a thành phố, and people go on saying what it was."""
        words = tokens(district)
        own = next(kind for kind in DISTRICT_KINDS if words[: len(kind.split())] == kind.split())
        proper = words[len(own.split()) :]
        for kind in (own,) if NUMBER.fullmatch(proper[0]) else DISTRICT_KINDS:
            self._districts.add(f"{kind} {' '.join(proper)}", district)

    def read(self, text: str, day: date) -> PlaceRead:
        """Where an address lies, as far as its words say it."""
        address = Address(text)
        mentions = [_begun(mention, day) for mention in self._names.mentions(address)]
        districts = self._districts_in(address, mentions)
        if not districts and (outside := self._outside(address)):
            return PlaceRead("outside", said=outside)
        is_sure = bool(mentions)
        mentions = mentions or self._alone(address, day)
        if not mentions:
            return self._without_ward(districts, day)
        inside = [self._there(mention.things, districts) for mention in mentions]
        earlier = tuple(ward for wards in inside for ward in wards if ward.is_earlier)
        groups = [[self._known(ward) for ward in wards] for wards in inside if wards]
        elsewhere = [_recorded(mention) for mention, wards in zip(mentions, inside, strict=True) if not wards]
        if not groups:
            namesakes = tuple(ward for wards in elsewhere for ward in wards)
            return PlaceRead("unknown_ward", namesakes, (), districts, _as_said(mentions[0].words))
        # «P. Bến Nghé, P. Bình An, Quận 1»: that there is a Bình An elsewhere makes it two wards all the same.
        read = self._agreed([*groups, *filter(None, elsewhere)], districts, day, is_sure=is_sure)
        return replace(read, earlier=earlier) if earlier else read

    def _outside(self, address: Address) -> str | None:
        """The province of another part of the country that is named, with its kind or at the end."""
        rows = address.segments()
        last = self._provinces.alone(address, rows[-1].spelt) if len(rows) > 1 else None
        mentions = [*self._provinces.mentions(address), *([last] if last else [])]
        return next((name for mention in mentions for name in mention.things), None)

    def _names_alone(self, address: Address) -> list[tuple[str, ...]]:
        """Pieces a name may stand alone in: behind a house number it would be a street's."""
        return [name_alone(words) for words in address.segments() if not NUMBER.fullmatch(words.spelt[0])]

    def _alone(self, address: Address, day: date) -> list[Mention[Ward]]:
        """Wards named without their kind; a name that is a district's as well is the district's."""
        mentions = [
            _begun(mention, day)
            for name in self._names_alone(address)
            if (mention := self._names.alone(address, name))
            and not self._districts.alone(address, name)
            and " ".join(map(bare, name)) not in NOT_ALONE
        ]
        return [mention for mention in mentions if mention.things]

    def _districts_in(self, address: Address, wards: Sequence[Mention[Ward]]) -> tuple[str, ...]:
        """Those named with their kind; else a piece that is a name, or what follows a ward: «P15 Tân Bình»."""
        said = [name for mention in self._districts.mentions(address) for name in mention.things]
        if not said:
            names = [*self._names_alone(address), *(ward.behind for ward in wards if ward.behind)]
            alone = [self._districts.alone(address, name) for name in names]
            said = [name for mention in alone if mention for name in mention.things]
        return tuple(dict.fromkeys(said))

    def _there(self, wards: Sequence[Ward], districts: Sequence[str]) -> list[Ward]:
        """Of these wards those of the districts; a ward of today lies in those it was made of. Those that ended before
        the registry begins are meant only beside their district: their names are numbers others bear.
        """
        inside = {area for district in districts for area in self._of_district[district]}
        return [ward for ward in wards if (ward.area in inside if districts else not ward.is_earlier)]

    def _known(self, ward: Ward) -> Ward:
        """The ward of the registry into which one went that had ended before."""
        return self.wards[ward.heirs[0]] if ward.is_earlier else ward

    def _agreed(
        self, groups: Sequence[Sequence[Ward]], districts: tuple[str, ...], day: date, *, is_sure: bool
    ) -> PlaceRead:
        """Several names of one place agree («P. Bến Nghé, nay là P. Sài Gòn»), or two different ones are said."""
        heirs = [{each.area: each for ward in wards for each in self.now(ward, day)} for wards in groups]
        shared = set(heirs[0]).intersection(*heirs[1:])
        wards = tuple(dict.fromkeys(ward for group in groups for ward in group))
        if not shared or _are_two(
            [group for group in groups if not any(ward.stands_on(day) for ward in group)]
        ):
            today = tuple({area: ward for row in heirs for area, ward in row.items()}.values())
            return PlaceRead("two_wards" if len(groups) > 1 else "nothing", wards, today, districts)
        wards = tuple(ward for ward in wards if shared & {each.area for each in self.now(ward, day)})
        today = tuple(ward for area, ward in heirs[0].items() if area in shared)
        several: PlaceStanding = "divided" if len(wards) == 1 else "several"
        standing: PlaceStanding = "one" if len(today) == 1 else several
        return PlaceRead(standing, wards, today, districts, is_sure=is_sure)

    def _without_ward(self, districts: tuple[str, ...], day: date) -> PlaceRead:
        if not districts:
            return PlaceRead("nothing")
        named = [ward for ward in self._recorded if ward.district in districts and ward.starts_on <= day]
        today = {each.area: each for ward in named for each in self.now(ward, day)}
        return PlaceRead("district", tuple(named), tuple(today.values()), districts)

    def now(self, ward: Ward, day: date) -> tuple[Ward, ...]:
        """What stands on the day where the ward stood, the default heir first; nothing before it begins."""
        known = self._now.get((ward.area, day))
        if known is None:
            known = self._now[ward.area, day] = self._standing(ward, day)
        return known

    def _standing(self, ward: Ward, day: date) -> tuple[Ward, ...]:
        if ward.stands_on(day) or day < ward.starts_on:
            return (ward,) if ward.stands_on(day) else ()
        heirs = [self.wards[area] for area in ward.heirs if area in self.wards]
        return tuple({each.area: each for heir in heirs for each in self.now(heir, day)}.values())

    def named_like(self, words: str, day: date) -> list[Ward]:
        """Wards of the day in whose names these words begin words, with or without marks; those spelt so first."""
        folded, spelt = f" {bare_phrase(words)}", " ".join(tokens(words))
        rows = [w for w in self.wards.values() if spelt and w.stands_on(day) and folded in self._bare[w.area]]
        return sorted(rows, key=lambda ward: (spelt not in self._spelt[ward.area], sort_key(ward.name)))


def _are_two(ended: Sequence[Sequence[Ward]]) -> bool:
    """Whether different wards of one generation are named: they cannot both be right, whatever they share since."""
    return len(ended) > 1 and not set(ended[0]).intersection(*ended[1:])


def _recorded(mention: Mention[Ward]) -> list[Ward]:
    return [ward for ward in mention.things if not ward.is_earlier]


def _begun(mention: Mention[Ward], day: date) -> Mention[Ward]:
    return Mention(
        mention.words, tuple(ward for ward in mention.things if ward.starts_on <= day), mention.behind
    )


def _as_said(words: Sequence[str]) -> str:
    return " ".join(word.capitalize() for word in words)
