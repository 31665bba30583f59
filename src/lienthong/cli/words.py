"""What every command shares: a parser that speaks Vietnamese, and types of arguments."""

import argparse
import json
import os
import re
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

Commands = Any
"""argparse's private type of a group of commands."""

_SENTENCES = (
    (r"the following arguments are required: (.*)", r"còn thiếu: \1"),
    (r"unrecognized arguments: (.*)", r"không hiểu: \1"),
    (r"one of the arguments (.*) is required", r"cần một trong các lựa chọn: \1"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 không đi cùng \2"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 không nhận \2; các lựa chọn: \3"),
    (r"argument (.*?): expected one argument", r"\1 cần một giá trị"),
    (r"argument (.*?): expected at least one argument", r"\1 cần ít nhất một giá trị"),
    (r"argument (.*?): invalid (?:int|float) value: (.*)", r"\1 cần một con số, không phải \2"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


_HELP = {"usage: ": "Cách dùng: ", "positional arguments:": "Tham số:", "options:": "Lựa chọn:"}


class Parser(argparse.ArgumentParser):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"add_help": False})
        self.add_argument("-h", "--help", action="help", help="xem trợ giúp này")

    def format_help(self) -> str:
        text = super().format_help()
        for english, vietnamese in _HELP.items():
            text = re.sub(f"^{english}", vietnamese, text, count=1, flags=re.MULTILINE)
        return text

    def error(self, message: str) -> NoReturn:
        for english, vietnamese in _SENTENCES:
            if re.fullmatch(english, message):
                message = re.sub(english, vietnamese, message)
                break
        self.exit(2, f"Lệnh chưa đúng – {message} (bad_command)\nXem: {self.prog} --help\n")


def day(text: str) -> date:
    """2025-07-01, or as people here write it, 1/7/2025."""
    try:
        if "/" in text:
            number, month, year = map(int, text.split("/"))
            return date(year, month, number)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải một ngày; viết như 2025-07-01") from None


def province(text: str) -> int:
    if not re.fullmatch(r"[0-9]{2}", text) or text == "00" or int(text) > 96:
        raise argparse.ArgumentTypeError(f"«{text}» không phải mã tỉnh hai chữ số (01–96)")
    return int(text)


def port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"«{text}» không phải một cổng (1–65535)")
    return int(text)


def count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"«{text}» không phải một số đếm (0, 1, 2, …)")
    return int(text)


def new_file(text: str) -> Path:
    """A file we can write: asked before the work, which may take minutes."""
    path = Path(text)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"«{path}» là một thư mục, cần tên tệp")
    _require_writable(path.parent)
    if path.exists() and not os.access(path, os.W_OK):
        raise argparse.ArgumentTypeError(f"không được ghi vào «{path}»")
    return path


def new_folder(text: str) -> Path:
    """A folder that is there, or can be made."""
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"«{path}» là một tệp, cần tên thư mục")
    there = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
    _require_writable(there)
    return path


def _require_writable(folder: Path) -> None:
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"không có thư mục «{folder}»")
    if not os.access(folder, os.W_OK):
        raise argparse.ArgumentTypeError(f"không được ghi vào thư mục «{folder}»")


def units(text: str) -> str | list[str]:
    """ "all", "pilot" or codes separated by commas."""
    return text if text in {"all", "pilot"} else [code.strip() for code in text.split(",") if code.strip()]


def scenarios(text: str) -> list[str] | None:
    return None if text == "all" else [name.strip() for name in text.split(",") if name.strip()]


def say(sentence: str) -> None:
    print(sentence, flush=True)


def whisper(sentence: str) -> None:
    """Progress beside an answer that another program may read."""
    print(sentence, file=sys.stderr, flush=True)


class Progress:
    """How far a long command is: said at the first step, then every few seconds, and at the last."""

    EVERY_SECONDS = 2.0

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what = total, what
        self._done, self._said_at = 0, 0.0

    def step(self, so_far: str) -> None:
        self._done += 1
        now = time.monotonic()
        if self._done in (1, self._total) or now - self._said_at >= self.EVERY_SECONDS:
            self._said_at = now
            whisper(f"  {self._done}/{self._total} {self._what}: {so_far}…")


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
