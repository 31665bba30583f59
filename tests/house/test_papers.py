"""What leaves the screen is made in one room: prints, codes to scan, workbooks; forms stand on the one frame."""

import ast

from tests.house.source import SRC, trees

MAKERS = {"typst", "segno", "openpyxl", "csv"}
READERS_OF_OUR_OWN = {
    "lienthong/ground/limits.py",
    "lienthong/kernel/decided/days.py",
    "lienthong/personnel/decided/agency_ids.py",
    "lienthong/units/registry.py",
    "lienthong/documents/types/packaged.py",
    "lienthong/procedures/catalogue/packaged.py",
    "lienthong/rehearsal/planning/sources.py",
    "lienthong/reorganisation/plans/texts/files.py",
}
"""They read tables of ours, or a plan's own form, with the standard `csv`; nothing of it leaves as a sheet."""


def _imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_nobody_prints_or_tabulates_beside_the_room() -> None:
    for path, tree in trees().items():
        beside = _imported(tree) & MAKERS
        if path.parts[:2] == ("lienthong", "papers"):
            continue
        if path.as_posix() in READERS_OF_OUR_OWN:
            beside -= {"csv"}
        assert not beside, f"{path} uses {beside}: that is papers' business"


def test_every_form_stands_on_the_frame() -> None:
    forms = [path for path in (SRC / "lienthong").rglob("*.typ") if path.name != "frame.typ"]
    assert len(forms) >= 6
    for path in forms:
        text = path.read_text("utf-8")
        assert '#import "/frame.typ": *\n#show: paper' in text, path
        assert "set page" not in text, f"{path} writes a page of its own"
        assert "font:" not in text, f"{path} chooses letters of its own"
