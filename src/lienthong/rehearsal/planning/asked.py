"""Which units a round is asked for: words and codes to provinces and communes, before a world is opened. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.terms import PILOT_CODES
from lienthong.units.provinces import communes, provinces, unknown_province
from lienthong.units.terms import CITY_PROVINCE

NATION = "nation"
WORDS = ("all", "pilot", NATION)


@dataclass(frozen=True)
class Asked:
    """Whole provinces, and single communes of whatever province."""

    provinces: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def besides(self) -> tuple[str, ...]:
        """Provinces other than the city that somebody must work in. A code nobody knows is in none."""
        known = communes()
        named = {known[code].province for code in self.codes if code in known}
        return tuple(sorted({*self.provinces, *named} - {CITY_PROVINCE}))

    @property
    def unknown(self) -> list[str]:
        """Codes that are no commune's since 1/7/2025; a world on an earlier day may know them."""
        return [code for code in self.codes if code not in communes()]

    @property
    def units(self) -> int:
        known = communes()
        whole = sum(commune.province in self.provinces for commune in known.values())
        return whole + sum(
            code not in known or known[code].province not in self.provinces for code in self.codes
        )


def asked(units: str | Sequence[str]) -> Asked:
    """`units`: "all" (of the city), "pilot", "nation", or codes: two digits a province, five a commune.

    Refuses `unknown_province`; a commune nobody knows is for the roster of the day to refuse.
    """
    match units:
        case "all":
            return Asked((CITY_PROVINCE,), ())
        case "pilot":
            return Asked((), PILOT_CODES)
        case "nation":
            return Asked(tuple(sorted(provinces())), ())
    codes = [units] if isinstance(units, str) else list(dict.fromkeys(units))
    whole = [code for code in codes if len(code) == 2]
    for code in whole:
        if code not in provinces():
            raise unknown_province(code)
    return Asked(tuple(whole), tuple(code for code in codes if code not in whole))


def not_staffed(names: Sequence[str]) -> Refusal:
    """Of communes, or of provinces, of which this world has areas and committees but no people."""
    return Refusal(
        "units_not_staffed",
        f"Thế giới này chưa có cán bộ của {', '.join(names)}. Hãy tạo thế giới có các tỉnh ấy: "
        "lienthong world create TÊN --on 2025-07-01 --besides MÃ,MÃ (hoặc lienthong demo --units …).",
        status=422, field="units", missing=list(names),
    )  # fmt: skip
