"""A plan's sentences in words, as its pages say them."""

from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.reorganisation.plans.terms import KIND_LABELS, Source, Target, Transition

BY_ADDRESS = "phường, xã theo địa chỉ"


class AgencyRow(NamedTuple):
    agency: str
    name: str


def agency_names() -> dict[str, str]:
    """Code → name."""
    found = sql.rows(AgencyRow, "select agency, name from unit where agency is not null order by id")
    return {row.agency: row.name for row in found}


def sentence_words(no: int, one: Transition, agencies: dict[str, str]) -> dict[str, Any]:
    """{no, kind, field, basis, archive, sources, targets}."""
    return {
        "no": no, "kind": KIND_LABELS[one.kind], "field": one.field, "basis": one.basis,
        "archive": agencies.get(one.archive, one.archive),
        "sources": [_source(source, agencies) for source in one.sources],
        "targets": [_target(target, agencies) for target in one.targets],
    }  # fmt: skip


def _source(source: Source, agencies: dict[str, str]) -> str:
    name = source.name or agencies.get(source.unit, source.unit) or source.key
    part = "một phần " if source.part else ""
    return f"{part}{name}" + (f" ({source.code})" if source.code else "")


def _target(target: Target, agencies: dict[str, str]) -> str:
    name = (
        target.name
        or agencies.get(target.unit, target.unit)
        or (BY_ADDRESS if target.by_address else target.key)
    )
    return (
        f"{name}"
        + (f" ({target.code})" if target.code else "")
        + (f": {target.field}" if target.field else "")
    )
