"""A table of figures beside their budgets; of two builds: «đường · trước · nay · tỉ số · phẳng · đích»."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BUDGETS = Path(__file__).with_name("budgets.toml")
COMPARED = ("against", "peers", "backup")
"""Tables of `budgets.toml` that are checked only when that measurement is asked for."""

Limit = Mapping[str, float]
WORDS = {"ratio_to_before": "{} ×", "now": "{}", "flat": "phẳng {} ×", "times_less": "{} × ít hơn"}


@dataclass(frozen=True)
class Row:
    """One thing measured on both builds. `flat`: of the newer build, in the large world over in the small one."""

    name: str
    before: float | None
    now: float | None
    flat: float | None = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    """For whoever reads the file: rate, CPU of application and database, bytes; of each side."""

    @property
    def ratio(self) -> float | None:
        if self.before is None or self.now is None or self.before == 0:
            return None
        return self.now / self.before

    @property
    def figures(self) -> dict[str, float]:
        """What a budget may name; what was not measured is absent."""
        figures = {"now": self.now, "ratio_to_before": self.ratio, "flat": self.flat}
        if self.ratio:
            figures["times_less"] = 1 / self.ratio
        return {name: value for name, value in figures.items() if value is not None}


def own_budgets() -> dict[str, dict[str, Any]]:
    """Of this build alone."""
    return {name: budget for name, budget in _all().items() if name not in COMPARED}


def budgets(section: str) -> dict[str, dict[str, Any]]:
    """Of one comparison."""
    figures: dict[str, dict[str, Any]] = _all().get(section, {})
    return figures


def _all() -> dict[str, dict[str, Any]]:
    return tomllib.loads(BUDGETS.read_text("utf-8"))


def is_kept(value: float, limit: Limit) -> bool:
    return limit.get("at_least", value) <= value <= limit.get("at_most", value)


def missed(row: Row, budget: Mapping[str, Any]) -> list[str]:
    """Names of the budget's figures that were measured and are out of their limits."""
    return [name for name, value in row.figures.items() if not is_kept(value, budget.get(name, {}))]


def target(budget: Mapping[str, Any]) -> str:
    """The budget in words: «≤ 0,65 × · phẳng ≤ 1,5 ×»."""
    return " · ".join(words.format(_bound(budget[name])) for name, words in WORDS.items() if name in budget)


def table(rows: Iterable[Row], section: str, heads: tuple[str, str]) -> tuple[list[str], bool]:
    """Lines to print, and whether every budget is kept."""
    limits, kept = budgets(section), True
    lines = [f"{'đường':44}{heads[0]:>11}{heads[1]:>11}{'tỉ số':>9}{'phẳng':>8}  đích"]
    order = {name: n for n, name in enumerate(limits)}
    for row in sorted(rows, key=lambda row: order.get(row.name, len(order))):
        budget = limits.get(row.name, {})
        over = missed(row, budget)
        kept &= not over
        lines.append(
            f"{budget.get('label', row.name):44}{_shown(row.before):>11}{_shown(row.now):>11}"
            f"{_shown(row.ratio):>9}{_shown(row.flat):>8}  {target(budget)}{'   CHƯA ĐẠT' if over else ''}"
        )
    return lines, kept


def as_json(rows: Iterable[Row], section: str) -> dict[str, Any]:
    limits = budgets(section)
    return {
        row.name: {
            "label": limits.get(row.name, {}).get("label", row.name),
            "before": row.before, "missed": missed(row, limits.get(row.name, {})), **row.figures, **row.parts,
        }
        for row in rows
    }  # fmt: skip


def _bound(limit: Limit) -> str:
    sign, value = ("≥", limit["at_least"]) if "at_least" in limit else ("≤", limit["at_most"])
    return f"{sign} {value:g}".replace(".", ",")


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    digits = 0 if value >= 1000 else 1 if value >= 100 else 2 if value >= 10 else 3
    return f"{value:.{digits}f}".replace(".", ",")
