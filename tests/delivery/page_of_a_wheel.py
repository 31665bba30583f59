"""Run by the interpreter of an environment that has the wheel and no checkout: HOME WORLD DIGEST.

Makes a world, serves it and prints, as JSON, what its pages name and whether each address answers.
"""

import json
import re
import sys
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import lienthong
from lienthong.ground.database.servers import Server, running_server
from lienthong.hosting.serve import served_for_a_while
from lienthong.hosting.template import template_digest
from lienthong.hosting.worlds import create_world, drop_world

PAGES = ("/", "/dang-nhap", "/phan-anh", "/tra-cuu", "/dieu-hanh")


def fetched(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 – our own http address
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, ""


def seen(address: str) -> dict[str, object]:
    pages = {path: fetched(address + path) for path in PAGES}
    named: set[str] = set()
    for path, (_, text) in pages.items():
        named |= {
            urljoin(address + path, found) for found in re.findall(r'(?:href|src)="(/static/[^"]+)"', text)
        }
    answers = {}
    for file in sorted(named):
        answers[file], text = fetched(file)
        if file.endswith(".css"):
            for found in re.findall(r"url\([\"']?([^\"')]+)", text):
                answers[urljoin(file, found)] = fetched(urljoin(file, found))[0]
    return {
        "pages": {path: code for path, (code, _) in pages.items()},
        "icons": sum(text.count('<svg class="icon"') for _, text in pages.values()),
        "files": {file.removeprefix(address): code for file, code in answers.items()},
    }


def main(home: Path, world: str, digest: str) -> None:
    assert template_digest() == digest, "tables or data are missing in the wheel"
    server: Server = running_server(home)
    create_world(server, world, date(2025, 7, 1))
    try:
        with served_for_a_while(server, world) as address:
            told = seen(address)
    finally:
        drop_world(server, world)
    print(json.dumps(told | {"from": lienthong.__path__[0]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
