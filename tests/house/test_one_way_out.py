"""Tables leave by one door and come in by one: nobody but `papers/sheets.py` writes a cell, nobody but
`papers/table_files.py` reads one, and what a list exports is all of it.
"""

import ast
import re

from tests.house.source import calls, trees

HOME, READER = "lienthong/papers/sheets.py", "lienthong/papers/table_files.py"
WRITERS = {"writer", "DictWriter", "Workbook", "WriteOnlyCell", "writerow", "writerows"}
READERS = {"load_workbook", "WorkSheetParser"}


def test_nobody_else_writes_cells() -> None:
    for path, tree in trees().items():
        if path.as_posix() == HOME or path.parts[0] != "lienthong":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom) and path.as_posix() != READER:
                named = [one.name for one in node.names] + [getattr(node, "module", None) or ""]
                assert not any(name.split(".")[0] == "openpyxl" for name in named), f"{path}:{node.lineno}"
        for line, name in calls(tree):
            assert name.split(".")[-1] not in WRITERS, f"{path}:{line} {name}"


PACKAGED = {
    "lienthong/ground/limits.py": "the limits that come with the program, or the operator's own",
    "lienthong/kernel/decided/days.py": "the days decided up to this version",
    "lienthong/personnel/decided/agency_ids.py": "the agency ids published up to this version",
    "lienthong/units/registry.py": "the registry that comes with the program",
    "lienthong/documents/types/packaged.py": "types of documents and names of sections that come with the program",
    "lienthong/procedures/catalogue/packaged.py": "the catalogue that comes with the program",
    "lienthong/rehearsal/planning/sources.py": "the sources that come with the program",
}


def test_nobody_else_reads_tables() -> None:
    for path, tree in trees().items():
        if path.as_posix() == READER or path.as_posix() in PACKAGED:
            continue
        for line, name in calls(tree):
            assert name not in {"csv.reader", "csv.DictReader"}, f"{path}:{line} reads a table of its own"
            assert name.split(".")[-1] not in READERS, f"{path}:{line} reads a table of its own"


def test_one_function_appends_a_row() -> None:
    (home,) = (tree for path, tree in trees().items() if path.as_posix() == HOME)
    written = [
        (function.name, ast.unparse(node))
        for function in ast.walk(home)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in {"append", "writerow", "writerows"}
    ]
    assert {name for name, _ in written} == {"write_csv_to", "_write"}, written
    for name, _ in written:
        (function,) = (f for f in ast.walk(home) if isinstance(f, ast.FunctionDef) and f.name == name)
        assert "append_row(" in ast.unparse(function)


def test_no_export_is_cut_off_silently() -> None:
    """A list read for a file names no number of rows of its own."""
    for path, tree in trees().items():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            text = ast.unparse(function)
            if re.search(r"csv_sheet\(|\bsheet\(|csv_of\(|xlsx_of\(", text):
                assert not re.search(r"limit=\d", text), f"{path}:{function.lineno}"
                assert "MOST_EXPORTED" not in text, f"{path}:{function.lineno}"
