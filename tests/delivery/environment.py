"""An environment of its own that holds a wheel of this tree and exactly the locked run requirements."""

import os
import re
import subprocess
import sys
import venv
from importlib.metadata import distribution
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[2]


def build_wheel(tree: Path, into: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", into],
        cwd=tree, env=os.environ | variables, capture_output=True, text=True, check=False,
    )  # fmt: skip


def locked(lock: str) -> list[str]:
    """The distributions a lock file names that this interpreter has."""
    text = (ROOT / "lock" / lock).read_text("utf-8")
    names = re.findall(r"^([a-z0-9-]+)==\S+(?: ; ([^\\\n]+))?", text, re.M)
    return [name for name, condition in names if _holds(condition)]


def empty_environment(folder: Path) -> Path:
    """Its interpreter. The requirements are those installed here, each by a link to what its wheel brought."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    packages = next(folder.glob("lib/python3*/site-packages"))
    for name in locked("run.txt"):
        for top in _tops(name):
            (packages / top.name).symlink_to(top)
    return python


def install(wheel: Path, python: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True, capture_output=True,
    )  # fmt: skip


def _holds(condition: str) -> bool:
    return not condition or Marker(condition.strip()).evaluate()


def _tops(name: str) -> set[Path]:
    files = distribution(name).files or []
    tops = {Path(str(file)).parts[0] for file in files} - {"..", "__pycache__"}
    return {Path(str(distribution(name).locate_file(top))) for top in tops}
