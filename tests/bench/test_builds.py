"""Which commit is meant, and what is said when there is none, or no tool to build it with."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench import __main__ as program
from bench import builds, frozen, peers, stages
from bench.against import Outcome
from bench.builds import Build
from lienthong.cli import bench as command
from lienthong.cli import parser
from lienthong.kernel.refusals import Refusal

needs_git = pytest.mark.skipif(
    not (builds.SOURCE / ".git").exists() or shutil.which("git") is None,
    reason="the source is no git checkout",
)


@pytest.mark.parametrize(
    ("typed", "passed_on"),
    [
        ([], []),
        (["--against"], ["--against", "before-speed"]),
        (["--against", "abc123", "--peers"], ["--against", "abc123", "--peers"]),
        (["--letters", "1000000"], ["--letters", "1000000"]),
    ],
)
def test_the_command_passes_on_what_it_is_asked(typed: list[str], passed_on: list[str]) -> None:
    assert command.words(parser().parse_args(["bench", *typed])) == passed_on


@needs_git
def test_a_commit_is_told_by_its_whole_hash() -> None:
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=builds.SOURCE, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert builds.commit_of("HEAD") == head
    assert builds.commit_of(head[:10]) == head


@needs_git
@pytest.mark.parametrize("asked", ["0000000000", "không-có", "--all", ""])
def test_an_unknown_commit_is_refused_with_its_name(asked: str) -> None:
    with pytest.raises(Refusal) as refused:
        builds.commit_of(asked)
    assert refused.value.code == "unknown_commit"
    assert f"«{asked}»" in refused.value.sentence


@needs_git
def test_before_speed_is_the_commit_its_file_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "before-speed"
    monkeypatch.setattr(builds, "NAMED", named)
    with pytest.raises(Refusal) as refused:
        builds.commit_of("before-speed")
    assert refused.value.code == "no_before_speed"
    named.write_text("HEAD\n", "ascii")
    assert builds.commit_of("before-speed") == builds.commit_of("HEAD")


def test_without_git_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(Refusal) as refused:
        builds.commit_of("HEAD")
    assert refused.value.code == "no_git"


def test_another_build_is_told_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/ours")
    monkeypatch.setenv("DATABASE_URL", "postgresql://ours")
    environment = Build("trước", tmp_path, tmp_path / "python", tmp_path / "home").environment()
    assert not {"PYTHONPATH", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV"} & set(environment)
    assert environment["LIENTHONG_HOME"] == str(tmp_path / "home")


def test_a_build_whose_command_fails_is_told_in_its_own_words(tmp_path: Path) -> None:
    python = Path(shutil.which("false") or "/bin/false")
    with pytest.raises(Refusal) as refused:
        Build("trước", tmp_path, python, tmp_path / "home").lienthong("world", "list")
    assert refused.value.code == "build_command_failed"
    assert "trước" in refused.value.sentence


def test_a_build_that_does_not_start_is_told_at_once(tmp_path: Path) -> None:
    build = Build("trước", tmp_path, Path(shutil.which("false") or "/bin/false"), tmp_path)
    with pytest.raises(Refusal) as refused, builds.serving(build):
        pass
    assert refused.value.code == "build_not_started"


def test_a_peer_that_cannot_be_installed_is_told_and_nothing_more_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "executable", shutil.which("false") or "/bin/false")
    monkeypatch.setattr(peers, "own", lambda: Build("nay", tmp_path, tmp_path, tmp_path / "home"))
    said: list[str] = []
    outcome = peers.compared(said.append)
    assert outcome.rows == []
    assert outcome.faults[0].startswith("Không cài được django-helpdesk")
    assert len(said) == 1


@pytest.mark.parametrize(("letters", "grown"), [(None, 20_000), (1_000_000, 1_000_000)])
def test_the_large_world_has_as_many_letters_as_one_says(letters: int | None, grown: int) -> None:
    assert stages.large(letters).letters == grown


def test_fewer_letters_than_the_small_world_has_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["--against", "HEAD", "--letters", "999"]) == program.REFUSED
    assert "1000" in capsys.readouterr().err


def test_what_could_not_be_measured_is_said_and_told_by_the_exit_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer: dict[str, object] = {}
    code = program._told(Outcome([], ["Kho mã không có commit «x»."]), "against", ("trước", "nay"), answer)
    assert code == program.INCOMPLETE
    assert "Không đo được: Kho mã không có commit «x»." in capsys.readouterr().out
    assert answer["against"] == {"not_measured": ["Kho mã không có commit «x»."]}


FROZEN = {
    "ask": "ffc0171bb654313584837fa6e59186338ad05a5ddd25b937378781cebbd21d1a",
    "inbox": "956cbcd9de0ec60274b80735b413326678d98a8f5b55700d7181cbcb31bb8906",
    "move": "d48f75165cf8d4301c2898fb40cb79ac52aa15cc41d0c0ce1c76b5d177328257",
    "receive": "e5a1b76afdc428eeb4cd50bb37b278640f612ee40e98a66ec3325e4491a673da",
}


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_the_statements_of_before_speed_are_never_edited(name: str) -> None:
    assert hashlib.sha256(frozen.text(name).encode()).hexdigest() == FROZEN[name]
