"""A plan's sentences in words, as its pages say them."""

from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.reorganisation.plans.terms import KIND_LABELS, Source, Target, Transition

BY_ADDRESS = "phường, xã theo địa chỉ"


class AgencyRow(NamedTuple):
    agency: str
    name: str


def agency_names() -> dict[str, str]:
    """The name of each agency that has or had a code, by code."""
    rows = sql.rows(AgencyRow, "select agency, name from unit where agency is not null order by id")
    return {row.agency: row.name for row in rows}


def sentence_words(no: int, sentence: Transition, agencies: dict[str, str]) -> dict[str, Any]:
    """What pages say of a sentence: {no, kind, field, basis, archive, sources, targets}."""
    return {
        "no": no, "kind": KIND_LABELS[sentence.kind], "field": sentence.field, "basis": sentence.basis,
        "archive": agencies.get(sentence.archive, sentence.archive),
        "sources": [_source(source, agencies) for source in sentence.sources],
        "targets": [_target(target, agencies) for target in sentence.targets],
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
