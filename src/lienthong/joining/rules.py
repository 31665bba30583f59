"""What may be joined to what, and what a check found, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lienthong.joining.terms import FINDING_WORDS, TABLE_WORDS, Manifest
from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.reconciliation.terms import Totals


@dataclass(frozen=True, slots=True)
class Ours:
    """The world that imports: its kind, its clock, its province, and whom it has joined already."""

    kind: str
    now: datetime
    origin: int
    joined: frozenset[int]
    files: frozenset[str]


def require_joinable(manifest: Manifest, ours: Ours, sha256: str, schema: str) -> None:
    """Refuses what no reading of the rows could mend."""
    if sha256 in ours.files or set(manifest.origins) & ours.joined:
        raise Refusal(
            "already_imported",
            f"Dữ liệu của tỉnh {manifest.origin:02} đã được nhập rồi; không có gì thay đổi.",
            origin=manifest.origin,
        )
    if ours.origin in manifest.origins:
        raise Refusal(
            "own_world", "Tệp này xuất từ hệ thống của chính tỉnh này; không nhập được.", origin=ours.origin
        )
    if manifest.schema != schema:
        raise Refusal(
            "schema_differs",
            "Hai hệ thống khác phiên bản cấu trúc dữ liệu. Hãy đưa cả hai lên cùng một phiên bản rồi xuất lại.",
            theirs=manifest.schema, ours=schema,
        )  # fmt: skip
    if manifest.kind != ours.kind:
        raise Refusal(
            "kind_differs",
            "Một bên là thế giới thử, một bên là thật; không nhập lẫn nhau.",
            theirs=manifest.kind,
        )
    if manifest.as_of > ours.now:
        raise Refusal(
            "clock_ahead",
            f"Đồng hồ của tệp ({manifest.as_of:%H:%M %d/%m/%Y}) đi trước đồng hồ ở đây ({ours.now:%H:%M %d/%m/%Y}).",
            theirs=manifest.as_of.isoformat(),
        )


def source_differences(
    stated: Mapping[str, Mapping[str, Any]], counted: Mapping[int, Totals], *, same_server: bool
) -> list[str]:
    """Units whose work in the file is not what the exporting world counted. Fingerprints are compared within one
    major version of the server only (docs/decisions/0007); counts, days, files and fees always."""
    there = {int(unit): _comparable(totals, same_server) for unit, totals in stated.items()}
    here = {unit: _comparable(totals.as_dict(), same_server) for unit, totals in counted.items()}
    return [str(unit) for unit in sorted({*there, *here}) if there.get(unit) != here.get(unit)]


def _comparable(totals: Mapping[str, Any], same_server: bool) -> dict[str, Any]:
    return {key: value for key, value in totals.items() if same_server or key != "fingerprint"}


def finding_sentence(finding: Mapping[str, Any]) -> str:
    table = TABLE_WORDS.get(finding["table"], finding["table"])
    what = f"{finding['what']} " if finding["what"] else ""
    return f"{table} {what}– {FINDING_WORDS[finding['code']]}"
