"""What a form offers of types, sides and urgencies."""

from datetime import date

from lienthong.documents.types.packaged import TYPES
from lienthong.documents.types.terms import SECRECY, SIDES, URGENCY
from lienthong.pages.forms import Choices


def text_choices(on: date) -> Choices:
    """Those of a day. A page with scripts offers the types of the side that was chosen; the words say it, too."""
    return {
        "type": type_choices(on),
        "urgency": [(str(code), label) for code, label in URGENCY.items()],
        "side": list(SIDES.items()),
    }


def secrecy_choices() -> list[tuple[str, str]]:
    """What whoever writes or enters a letter may say of it; each is then refused with the reason."""
    return [(code, label) for code, label in SECRECY.items() if code]


def type_choices(on: date) -> list[tuple[str, str]]:
    """Types of both sides first, then of one with its side behind the name."""
    held = [row.value for row in TYPES if row.holds_on(on)]
    names = {kind.code: kind.name for kind in held}
    sides = {code: [kind.side for kind in held if kind.code == code] for code in names}
    common = [(code, name) for code, name in names.items() if len(sides[code]) > 1]
    apart = [
        (code, f"{name} (khối {SIDES[sides[code][0]]})")
        for code, name in names.items()
        if len(sides[code]) == 1
    ]
    return common + apart
