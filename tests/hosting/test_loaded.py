"""What the web server and the worker hold in memory before anybody asked them anything.

What signs and checks PDFs, reads Word files and writes workbooks is 120 MB in the two together, and most days of most
bodies need none of it: it is imported in the function that uses it.
"""

import subprocess
import sys

import pytest

WHEN_USED = (
    "pyhanko", "pyhanko_certvalidator", "fontTools", "uharfbuzz", "cryptography", "pkcs11", "docx", "lxml", "pypdfium2",
    "openpyxl", "numpy",
)  # fmt: skip

WEB = "from lienthong.hosting import web; web._load()"
WORKER = (
    "import django; django.setup(); from lienthong.hosting.running import housekeeping, queue;"
    "from lienthong.hosting.messenger import Messenger"
)


@pytest.mark.parametrize("start", [WEB, WORKER], ids=["web", "worker"])
def test_a_server_that_was_just_started_holds_no_library_of_files(start: str) -> None:
    ours = f"[name for name in {WHEN_USED!r} if name in sys.modules]"
    program = f"import sys; {start}; print({ours})"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False,
        env={"DJANGO_SETTINGS_MODULE": "lienthong.site.settings", "PATH": ""},
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert said.stdout.strip() == "[]"
