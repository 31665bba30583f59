"""What an operator installs: the unit, the image's recipe, and the page that explains them."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lienthong.cli import parser
from tests.delivery.environment import ROOT

DEPLOY = ROOT / "deploy"
UNIT, RECIPE = DEPLOY / "lienthong.service", DEPLOY / "Dockerfile"
SECRET = re.compile(r"(?i)(password|passwd|secret|token)\s*=\s*\S|postgres(ql)?://[^\s/@]*:[^\s/@]+@")
EXPOSED_AT_MOST = 20
"""Tenths, as `systemd-analyze security` counts; 17 when this was written."""


def needed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        reason = f"{program} is missing"
        if os.environ.get("LIENTHONG_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def instructions() -> list[tuple[str, str]]:
    """Of the recipe, in order; a line that ends in a backslash goes on."""
    text = re.sub(r"\\\n\s*", "", RECIPE.read_text("utf-8"))
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def test_the_unit_is_one_systemd_takes_and_finds_closed(tmp_path: Path) -> None:
    analyze = needed("systemd-analyze")
    here = tmp_path / UNIT.name
    ours = Path(sys.executable).with_name("lienthong")
    here.write_text(UNIT.read_text("utf-8").replace("/opt/lienthong/bin/lienthong", str(ours)), "utf-8")
    for words in (
        ["verify", "--man=no", here],
        ["security", "--offline=yes", f"--threshold={EXPOSED_AT_MOST}", here],
    ):
        done = subprocess.run([analyze, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr


def test_the_unit_and_the_image_start_what_the_command_line_knows() -> None:
    unit = UNIT.read_text("utf-8")
    settings = dict(
        word.split("=", 1)
        for line in re.findall(r"^Environment=(.*)$", unit, re.M)
        for word in shlex.split(line)
    )
    started = [re.sub(r"\$\{(\w+)\}", lambda name: settings[name[1]], line) for line in _commands(unit)]
    assert len(started) == 2
    given = parser().parse_args(shlex.split(started[0])[1:])
    assert (given.command, given.world, given.host, given.port) == ("serve", "thu-nghiem", "127.0.0.1", 8000)
    assert parser().parse_args(shlex.split(started[1])[1:]).word == "stop"
    words = dict(instructions())
    assert words["ENTRYPOINT"] == '["lienthong"]'
    assert parser().parse_args(re.findall(r'"([^"]+)"', words["CMD"])).host == "0.0.0.0"  # noqa: S104


def _commands(unit: str) -> list[str]:
    return re.findall(r"^Exec\w+=-?(.*)$", unit, re.M)


def test_the_settings_file_sets_what_the_unit_knows() -> None:
    known = set(re.findall(r"\b([A-Z][A-Z_]+)=", UNIT.read_text("utf-8")))
    page = (ROOT / "docs" / "operate.md").read_text("utf-8")
    for name in re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "lienthong.env").read_text("utf-8"), re.M):
        assert name in known or f"| `{name}` |" in page, name


def test_make_run_takes_a_port() -> None:
    make = needed("make")
    for words, port in (([], "8000"), (["PORT=8123"], "8123")):
        told = subprocess.run(
            [make, "-n", "run", *words], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        assert f"lienthong demo --units all --speed 60 --port {port}\n" in told


def test_no_secret_stands_in_what_is_installed() -> None:
    for path in sorted(DEPLOY.iterdir()):
        assert not SECRET.search(path.read_text("utf-8")), path.name


def test_the_recipe_is_sound() -> None:
    """What a linter would say of it, where none is at hand."""
    steps = instructions()
    bases = [rest.split()[0] for word, rest in steps if word == "FROM"]
    assert all(re.fullmatch(r"docker\.io/library/python:3\.\d+-slim-\w+", base) for base in bases), bases
    assert {word for word, _ in steps} <= {
        "FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK",
        "ENTRYPOINT", "CMD",
    }  # fmt: skip
    last = steps[max(n for n, (word, _) in enumerate(steps) if word == "FROM") :]
    assert ("USER", "lienthong") in last
    assert not any("node.txt" in rest or "build.txt" in rest for _, rest in last)
    for rest in (rest for word, rest in steps if word == "RUN" and "pip install" in rest):
        assert "--require-hashes" in rest or "--no-index" in rest, rest
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert ignored[0] == "*"
    for name in (line.removeprefix("!") for line in ignored if line.startswith("!")):
        assert (ROOT / name).exists(), name


@pytest.mark.drill
def test_an_image_is_built_and_answers() -> None:
    docker = needed("docker")
    asked = subprocess.run([docker, "info"], capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        pytest.skip(f"no container daemon here: {asked.stderr.strip().splitlines()[-1]}")
    base = dict(instructions())["FROM"].split()[0]
    pulled = subprocess.run([docker, "pull", "-q", base], capture_output=True, text=True, check=False)
    if pulled.returncode != 0:
        pytest.skip(f"the base image is out of reach: {pulled.stderr.strip().splitlines()[-1]}")
    image = "lienthong:drill"
    subprocess.run([docker, "build", "-q", "-f", RECIPE, "-t", image, ROOT], check=True)
    said = subprocess.run(
        [docker, "run", "--rm", "--init", "--entrypoint", "sh", image, "-c",
         "lienthong world create thu-nghiem --on 2025-07-01 && (lienthong serve & pid=$!; "
         "for n in $(seq 60); do python -c \"import urllib.request as u; u.urlopen('http://127.0.0.1:8000/')\" "
         "&& break; sleep 1; done; kill $pid; wait $pid)"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    assert "http://127.0.0.1:8000" in said.stdout
