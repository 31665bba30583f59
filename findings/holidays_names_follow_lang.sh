#!/usr/bin/env bash
# holidays names the days of a country in the language of the machine's environment, not in the country's own.
#
# `country_holidays("VN")` has default_language "vi", and where LANG is C or vi its names are Vietnamese. In a container with
# LANG=C.UTF-8 or on a machine with en_US.UTF-8 the same call answers «Vietnam Cultural Day»: no `language` means gettext's
# search of LANGUAGE, LC_ALL, LC_MESSAGES, LANG. Days do not change, names do – in lists, exports and anything that compares
# a holiday by its name. Give `language` always; we do (kernel/decided/days.py).
#
# holidays 0.109, seen: Vietnamese with LANG=C, English with LANG=C.UTF-8 and en_US.UTF-8.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check holidays==0.109
name() {
    env -u LANGUAGE -u LC_ALL -u LC_MESSAGES LANG="$1" "$folder/venv/bin/python" -c \
        'import holidays; print(holidays.country_holidays("VN", years=2026)["2026-09-02"])'
}
c=$(name C) english=$(name en_US.UTF-8)
echo "LANG=C: $c; LANG=en_US.UTF-8: $english"
[ "$c" = "Quốc khánh" ] && [ "$english" = "National Day" ] || { echo "the names follow something else now"; exit 1; }
