import json
from pathlib import Path
from typing import Any

import pytest

from lienthong_clerks.__main__ import main
from lienthong_clerks.tokens import Unfit, read_tokens

RAW: dict[str, Any] = {
    "driver": "d",
    "city": {"trung_tam_cds": "c", "vptu": "v", "tong_dai_1022": "t"},
    "units": {
        "7": {
            "code": "27094",
            "body": "ubnd",
            "poll": "p",
            "posts": [{"mandate": 12, "role": "van_thu", "section": None, "token": "x"}],
        },
        "8": {"code": "27094", "body": "dang_uy", "poll": "q", "posts": []},
        "9": {"code": "27112", "body": "dang_uy", "poll": "r", "posts": []},
    },
}


def written(folder: Path, raw: Any, mode: int = 0o600) -> Path:
    path = folder / "tokens.json"
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw))
    path.chmod(mode)
    return path


def test_reads_the_staff(tmp_path: Path) -> None:
    tokens = read_tokens(written(tmp_path, RAW))
    [clerk] = tokens.units[7].of_role("van_thu")
    assert (clerk.mandate, clerk.section, clerk.token) == (12, "", "x")
    assert tokens.units[7].of_role("lanh_dao") == []


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o604, 0o700])
def test_an_open_tokens_file_stops_the_start(tmp_path: Path, mode: int) -> None:
    with pytest.raises(Unfit, match=r"mode 0\d+.*chmod 600"):
        read_tokens(written(tmp_path, RAW, mode))


@pytest.mark.parametrize("raw", ["", "[]", "{}", '{"driver": "d", "city": {}, "units": {"x": {}}}'])
def test_another_file_is_named_as_such(tmp_path: Path, raw: str) -> None:
    with pytest.raises(Unfit, match="is not a tokens file"):
        read_tokens(written(tmp_path, raw))


def test_the_command_says_the_sentence_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, RAW, 0o644)
    assert main(["--server", "http://127.0.0.1:1", "--tokens", str(path), "--round", "1"]) == 1
    assert "0600" in capsys.readouterr().err
    assert main(["--server", "http://127.0.0.1:1", "--tokens", str(tmp_path / "none"), "--round", "1"]) == 1
    assert "cannot be read" in capsys.readouterr().err
